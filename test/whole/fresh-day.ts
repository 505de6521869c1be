import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ImportRun } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { INCOMING_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { smallShop } from '../storm/small-shop';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { meet } from '../storm/meeting-runs';

/** An analyst drops an archive, parts while it is imported, and invalid files; returns the outcomes of the runs, in order. */
export async function freshDay(account: StormAccount, analyst: S3Client, Bucket: string): Promise<string[]> {
  const { s3 } = account;
  const runs = async (): Promise<string[]> => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'runs/' }));
    return Contents.map(({ Key = '' }) => Key);
  };
  const drop = (path: string, Body: string | Buffer): Promise<unknown> =>
    analyst.send(new PutObjectCommand({ Bucket, Key: `incoming/${path}`, Body }));
  await meet(account, {
    ...{
      Bucket,
      claimKey: INCOMING_LOCK_KEY,
      role: 'FreshDataFunctionsRole',
      keptBy: 'CreateDatasetImportJob',
    },
    start: () => drop('shop.tar', smallShop({ price: 12 })),
    startAnother: () => drop('users/1.csv', 'id,username,age,gender\nu99,new,20,F\n'),
  });
  await analyst.send(new DeleteObjectCommand({ Bucket, Key: 'incoming/dropped-by-mistake.csv' }));
  await drop('notes.txt', 'not for import');
  await account.until(async () => (await runs()).length === 3);
  const reports = (await runs()).map(async (Key) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return JSON.parse(await Body!.transformToString()) as ImportRun;
  });
  return (await Promise.all(reports)).map(({ outcome }) => outcome).sort();
}
