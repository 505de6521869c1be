import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

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
