import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

/** Two runs of a state machine that should overlap. */
export interface MeetingRuns {
  readonly Bucket: string;
  /** Key of the claim that the first one holds when the second begins. */
  readonly claimKey: string;
  /** Start of the logical id of the role that the runs work with. */
  readonly role: string;
  /** Operation of Personalize that keeps the first one at work meanwhile. */
  readonly keptBy: string;
  readonly start: () => Promise<unknown>;
  readonly startAnother: () => Promise<unknown>;
}

/** Resolves once the second run has asked whether the first is at work. */
export async function meet(account: StormAccount, runs: MeetingRuns): Promise<void> {
  const { aws, s3 } = account;
  const hasLooked = (sinceMs: number): boolean =>
    aws.requests
      .list()
      .some(
        ({ operation, caller, time }) =>
          operation === 'DescribeExecution' && caller.includes(runs.role) && Date.parse(time) >= sinceMs,
      );
  const isClaimed = (): Promise<boolean> =>
    s3.send(new HeadObjectCommand({ Bucket: runs.Bucket, Key: runs.claimKey })).then(
      () => true,
      () => false,
    );
  aws.faults.set([{ fault: 'latency', operation: runs.keptBy, ms: 3_600_000 }]);
  await runs.start();
  await account.until(isClaimed);
  const sinceMs = Math.floor(aws.clock.now());
  await runs.startAnother();
  await account.until(async () => hasLooked(sinceMs));
  aws.faults.set([]);
}
