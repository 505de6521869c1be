import type { S3 } from '@aws-sdk/client-s3';
import type { ImportRun } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { INCOMING_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { smallShop } from '../storm/small-shop';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { meet } from '../storm/meeting-runs';

/** An analyst drops an archive, parts while it is imported, and invalid files; returns the outcomes of the runs, in order. */
export async function freshDay(account: StormAccount, analyst: S3, Bucket: string): Promise<string[]> {
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
