import { batchLockKey } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { meet } from '../storm/meeting-runs';
import { runsOf } from '../storm/runs-of';

/** Settings of segments and batches, for a shop with a filter `cheap`. */
export const FOR_MAILS = {
  segments: { items: ['i1'], queries: { all: 'ITEMS.CATEGORY_L1 = "c"' }, schedule: 'rate(1 hour)' },
  batches: { filter: 'cheap', schedule: 'rate(1 hour)' },
};

/** A deployment's run and a scheduled one make both, two runs overlap, and one fails; resolves once all have ended. */
export async function mailDay(account: StormAccount): Promise<void> {
  for (const [folder, role] of [
    ['segments', 'SegmentsRole'],
    ['batches', 'BatchesRole'],
  ] as const) {
    const { all, start, ended } = runsOf(account, folder);
    const statuses = async (): Promise<(string | undefined)[]> => (await all()).map(({ status }) => status);
    await meet(account, { claimKey: batchLockKey(folder), role, keptBy: 'DescribeSolutionVersion', start });
    await account.until(async () => {
      const found = await statuses();
      return found.length > 3 && !found.includes('RUNNING');
    });
    expect(new Set(await statuses())).toEqual(new Set(['SUCCEEDED']));
    account.aws.faults.set([{ fault: 'batch-failure', reason: 'Out of luck' }]);
    await start();
    await ended();
    account.aws.faults.set([]);
    expect(await statuses()).toContain('FAILED');
  }
  await account.rest();
}
