import type { S3 } from '@aws-sdk/client-s3';
import { batchLockKey } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type { ImportRun } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { INCOMING_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { WEEKDAYS, type RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { meet, runsOf } from '../storm/runs-of';
import type { ShopAccount } from '../storm/shop-account';
import { smallShop } from '../storm/small-shop';

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

/** An analyst drops an archive, parts while it is imported, and invalid files; returns the outcomes of the runs, in order. */
export async function freshDay(account: ShopAccount, analyst: S3, Bucket: string): Promise<string[]> {
  const drop = (path: string, Body: string | Buffer): Promise<unknown> =>
    analyst.putObject({ Bucket, Key: `incoming/${path}`, Body });
  await meet(account, {
    ...{ claimKey: INCOMING_LOCK_KEY, role: 'FreshDataFunctionsRole', keptBy: 'CreateDatasetImportJob' },
    start: () => drop('shop.tar', smallShop({ price: 12 })),
    startAnother: () => drop('users/1.csv', 'id,username,age,gender\nu99,new,20,F\n'),
  });
  await analyst.deleteObject({ Bucket, Key: 'incoming/dropped-by-mistake.csv' });
  await drop('notes.txt', 'not for import');
  await account.until(async () => (await account.keys('runs/')).length === 3);
  const reports = await Promise.all((await account.keys('runs/')).map(account.read));
  return reports.map((text) => (JSON.parse(text) as ImportRun).outcome).sort();
}

/** Running hours that begin and end every day. */
export const DAYTIME: RunningHours = {
  days: WEEKDAYS,
  from: '08:00',
  to: '20:00',
  timeZone: 'UTC',
  holidays: [],
};

const DAY_MS = 86_400_000;

/**
 * Lets one day's running hours, {@link DAYTIME}, end and the next day's begin, without any requests.
 * One earlier request makes idleness observable: metrics exist only after the first.
 */
export async function dayOfPauses(account: ShopAccount): Promise<void> {
  const { aws } = account;
  for (const { recommenderArn, status } of await account.recommenders())
    if (status === 'ACTIVE')
      await account.runtime.getRecommendations({ recommenderArn, userId: 'u1', itemId: 'i1' });
  for (const [hour, wanted] of [
    [20, 'INACTIVE'],
    [8, 'ACTIVE'],
    [14, 'INACTIVE'],
  ] as const) {
    const turnMs = (hour * 3_600_000 - (aws.clock.now() % DAY_MS) + DAY_MS) % DAY_MS;
    await aws.clock.advance(turnMs + 60_000);
    await account.until(async () => (await account.recommenders()).every(({ status }) => status === wanted));
    // They may be in that state before the schedule's own call, which comes late if the clock is turned further.
    await account.rest();
  }
}
