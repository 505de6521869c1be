import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  type DescribeExecutionCommandOutput,
  type ExecutionListItem,
} from '@aws-sdk/client-sfn';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { LOCAL_REGION } from 'embedded-aws/environment';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

/** The runs of a state machine of the stack. */
export interface Runs {
  readonly stateMachineArn: string;
  /** All, newest first. */
  readonly all: () => Promise<ExecutionListItem[]>;
  /** ARNs of those in progress. */
  readonly running: () => Promise<string[]>;
  /** @returns the ARN */
  readonly start: (input?: object) => Promise<string>;
  /** Waits until none is in progress. */
  readonly ended: () => Promise<void>;
  /** Starts one, and waits for its end. */
  readonly run: (input?: object) => Promise<DescribeExecutionCommandOutput>;
  /** Stops those in progress. */
  readonly stop: () => Promise<void>;
}

/** @param name - after that of the stack: `lists` */
export function runsOf(account: Pick<StormAccount, 'client' | 'until'>, name: string): Runs {
  const stateMachineArn = `arn:aws:states:${LOCAL_REGION}:123456789012:stateMachine:${STACK_NAME}-${name}`;
  const sfn = account.client(SFNClient);
  const runs: Runs = {
    stateMachineArn,
    all: async () => (await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions!,
    running: async () =>
      (await runs.all()).flatMap(({ executionArn, status }) => (status === 'RUNNING' ? executionArn! : [])),
    start: async (input = {}) => {
      const start = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
      return (await sfn.send(start)).executionArn!;
    },
    ended: () => account.until(async () => (await runs.running()).length === 0),
    run: async (input) => {
      const executionArn = await runs.start(input);
      await account.until(async () => !(await runs.running()).includes(executionArn));
      return sfn.send(new DescribeExecutionCommand({ executionArn }));
    },
    stop: async () => {
      for (const executionArn of await runs.running())
        await sfn.send(new StopExecutionCommand({ executionArn }));
    },
  };
  return runs;
}
