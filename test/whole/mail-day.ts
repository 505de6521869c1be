import { batchLockKey } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import { meet } from '../storm/meeting-runs';
import { runsOf } from '../storm/runs-of';
import type { ShopAccount } from '../storm/shop-account';

/** Settings of segments and batches, for a shop with a filter `cheap`. */
export const FOR_MAILS = {
  segments: { items: ['i1'], queries: { all: 'ITEMS.CATEGORY_L1 = "c"' }, schedule: 'rate(1 hour)' },
  batches: { filter: 'cheap', schedule: 'rate(1 hour)' },
};

/** A deployment's run and a scheduled one make both, two runs overlap, and one fails; resolves once all have ended. */
export async function mailDay(account: ShopAccount): Promise<void> {
  for (const [folder, role] of [
    ['segments', 'SegmentsRole'],
    ['batches', 'BatchesRole'],
  ] as const) {
    const { all, start, run } = runsOf(account, folder);
    const statuses = async (): Promise<(string | undefined)[]> => (await all()).map(({ status }) => status);
    await meet(account, { claimKey: batchLockKey(folder), role, keptBy: 'DescribeSolutionVersion', start });
    await account.until(async () => {
      const found = await statuses();
      return found.length > 3 && !found.includes('RUNNING');
    });
    expect(new Set(await statuses())).toEqual(new Set(['SUCCEEDED']));
    await account.under([{ fault: 'batch-failure', reason: 'Out of luck' }], run);
    expect(await statuses()).toContain('FAILED');
  }
  await account.rest();
}
