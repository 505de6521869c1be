import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { ImportRun } from '@ecommerce-recommenders/shop-data/fresh-data/import-run';
import { smallShop } from '../storm/small-shop';
import type { StormAccount } from '../storm/storm-account';

/** Drops an archive, parts, and invalid files; returns the outcomes of the runs, in order. */
export async function freshDay(account: StormAccount, Bucket: string): Promise<string[]> {
  const { s3 } = account;
  const runs = async (): Promise<string[]> => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'runs/' }));
    return Contents.map(({ Key = '' }) => Key);
  };
  const dropped = {
    'shop.tar': smallShop({ price: 12 }),
    'users/1.csv': 'id,username,age,gender\nu99,new,20,F\n',
    'notes.txt': 'not for import',
  };
  for (const [path, Body] of Object.entries(dropped))
    await s3.send(new PutObjectCommand({ Bucket, Key: `incoming/${path}`, Body }));
  await account.until(async () => (await runs()).length === Object.keys(dropped).length);
  const reports = (await runs()).map(async (Key) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return JSON.parse(await Body!.transformToString()) as ImportRun;
  });
  return (await Promise.all(reports)).map(({ outcome }) => outcome).sort();
}
