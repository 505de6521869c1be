import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { batchLockKey } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { meet } from '../storm/meeting-runs';

/** Settings of segments and batches, for a shop with a filter `cheap`. */
export const FOR_MAILS = {
  segments: { items: ['i1'], queries: { all: 'ITEMS.CATEGORY_L1 = "c"' }, schedule: 'rate(1 hour)' },
  batches: { filter: 'cheap', schedule: 'rate(1 hour)' },
};

/**
 * A deployment's run and a scheduled one make both, two runs overlap, and one fails; resolves once all have ended.
 */
export async function mailDay(account: StormAccount, outputs: Record<string, string>): Promise<void> {
  const sfn = new SFNClient({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
  for (const [folder, role, stateMachineArn] of [
    ['segments', 'SegmentsRole', outputs.SegmentsStateMachineArn],
    ['batches', 'BatchesRole', outputs.BatchesStateMachineArn],
  ] as const) {
    const statuses = async (): Promise<(string | undefined)[]> =>
      (await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions!.map(
        ({ status }) => status,
      );
    const start = async (): Promise<unknown> =>
      sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
    await meet(account, {
      ...{ Bucket: outputs.DataBucketName, claimKey: batchLockKey(folder), role },
      ...{ keptBy: 'DescribeSolutionVersion', start, startAnother: start },
    });
    await account.until(async () => {
      const all = await statuses();
      return all.length > 3 && !all.includes('RUNNING');
    });
    expect(new Set(await statuses())).toEqual(new Set(['SUCCEEDED']));
    account.aws.faults.set([{ fault: 'batch-failure', reason: 'Out of luck' }]);
    await start();
    await account.until(async () => !(await statuses()).includes('RUNNING'));
    account.aws.faults.set([]);
    expect(await statuses()).toContain('FAILED');
  }
  await account.rest();
  sfn.destroy();
}
