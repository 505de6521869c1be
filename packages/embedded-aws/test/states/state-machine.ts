import { type DescribeExecutionCommandOutput, type HistoryEvent, type SFN } from '@aws-sdk/client-sfn';

import { ADMIN_ROLE } from '../admin-role';

/** Creates a state machine from these states, starting at the first. */
export async function create(
  client: SFN,
  states: Record<string, object>,
  options: { name?: string; roleArn?: string; TimeoutSeconds?: number; QueryLanguage?: string } = {},
): Promise<string> {
  const { name = 'example', roleArn = ADMIN_ROLE, ...rest } = options;
  const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...rest });
  const { stateMachineArn } = await client.createStateMachine({ name, definition, roleArn });
  return stateMachineArn!;
}

/** Starts an execution. */
export async function start(client: SFN, stateMachineArn: string, input: unknown = {}): Promise<string> {
  const { executionArn } = await client.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  return executionArn!;
}

/** Polls an execution until it has ended. */
export async function ended(client: SFN, executionArn: string): Promise<DescribeExecutionCommandOutput> {
  for (;;) {
    const execution = await client.describeExecution({ executionArn });
    if (execution.status !== 'RUNNING') return execution;
  }
}

/** Runs states to completion and returns the parsed output. */
export async function outcome(
  client: SFN,
  states: Record<string, object>,
  input: unknown = {},
): Promise<{ status: string; output?: unknown; error?: string; cause?: string }> {
  const execution = await ended(client, await start(client, await create(client, states), input));
  const { status, output, error, cause } = execution;
  return {
    status: status!,
    error,
    cause,
    ...(output !== undefined && { output: JSON.parse(output) as unknown }),
  };
}

/** The events of one type in an execution's history. */
export async function events(client: SFN, executionArn: string, type: string): Promise<HistoryEvent[]> {
  const answer = await client.getExecutionHistory({ executionArn, maxResults: 1_000 });
  return answer.events!.filter((event) => event.type === type);
}

/** Polls until a function of an execution has failed that often. */
export async function failures(client: SFN, executionArn: string, times: number): Promise<void> {
  while ((await events(client, executionArn, 'LambdaFunctionFailed')).length < times);
}

/** The inputs of a state machine's executions so far, oldest first, once that many exist. */
export async function inputsOf(client: SFN, stateMachineArn: string, count: number): Promise<unknown[]> {
  for (;;) {
    const { executions = [] } = await client.listExecutions({ stateMachineArn });
    if (executions.length < count) continue;
    const found = executions.reverse().map(({ executionArn }) => client.describeExecution({ executionArn }));
    return (await Promise.all(found)).map(({ input }) => JSON.parse(input!) as unknown);
  }
}
