import { SFN, type DescribeExecutionCommandOutput, type ExecutionListItem } from '@aws-sdk/client-sfn';
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
  /** Waits until none is in progress, or this one is not. */
  readonly ended: (executionArn?: string) => Promise<void>;
  /** Starts one, and waits for its end. */
  readonly run: (input?: object) => Promise<DescribeExecutionCommandOutput>;
  /** Stops those in progress. */
  readonly stop: () => Promise<void>;
}

/** @param name - after that of the stack: `lists` */
export function runsOf(account: Pick<StormAccount, 'client' | 'until'>, name: string): Runs {
  const stateMachineArn = `arn:aws:states:${LOCAL_REGION}:123456789012:stateMachine:${STACK_NAME}-${name}`;
  const sfn = (): SFN => account.client(SFN);
  const runs: Runs = {
    stateMachineArn,
    all: async () => (await sfn().listExecutions({ stateMachineArn })).executions!,
    running: async () =>
      (await runs.all()).flatMap(({ executionArn, status }) => (status === 'RUNNING' ? executionArn! : [])),
    start: async (input = {}) =>
      (await sfn().startExecution({ stateMachineArn, input: JSON.stringify(input) })).executionArn!,
    ended: (executionArn) =>
      account.until(async () => {
        const running = await runs.running();
        return executionArn === undefined ? running.length === 0 : !running.includes(executionArn);
      }),
    run: async (input) => {
      const executionArn = await runs.start(input);
      await runs.ended(executionArn);
      return sfn().describeExecution({ executionArn });
    },
    stop: async () => {
      for (const executionArn of await runs.running()) await sfn().stopExecution({ executionArn });
    },
  };
  return runs;
}

/** Two runs of a state machine that should overlap. */
export interface MeetingRuns {
  /** Key of the claim that the first one holds when the second begins. */
  readonly claimKey: string;
  /** Start of the logical id of the role that the runs work with. */
  readonly role: string;
  /** Operation of Personalize that keeps the first one at work meanwhile. */
  readonly keptBy: string;
  readonly start: () => Promise<unknown>;
  /** @default - the same */
  readonly startAnother?: () => Promise<unknown>;
}

/** Resolves once the second run has asked whether the first is at work. */
export async function meet(account: StormAccount, runs: MeetingRuns): Promise<void> {
  const { aws } = account;
  const hasLooked = (sinceMs: number): boolean =>
    aws.requests
      .list()
      .some(
        ({ operation, caller, time }) =>
          operation === 'DescribeExecution' && caller.includes(runs.role) && Date.parse(time) >= sinceMs,
      );
  aws.faults.set([{ fault: 'latency', operation: runs.keptBy, ms: 3_600_000 }]);
  await runs.start();
  await account.until(async () => (await account.keys(runs.claimKey)).length > 0);
  const sinceMs = Math.floor(aws.clock.now());
  await (runs.startAnother ?? runs.start)();
  await account.until(async () => hasLooked(sinceMs));
  aws.faults.set([]);
}
