import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { S3Client, type GetObjectCommandInput } from '@aws-sdk/client-s3';
import { type PageClients, pageClients, Shop } from '../../../src/page/shop';
import { DATASETS, VALIDATION_FILE } from '@ecommerce-recommenders/shop-data/data/datasets';
import { USE_CASE_NAMES, USE_CASES, type UseCase } from '@ecommerce-recommenders/personalize/use-cases';
import {
  createDataset,
  createGroup,
  runJob,
  train,
} from '../../../../embedded-aws/test/personalize/support/shop';
import { startPersonalize } from '../../../../embedded-aws/test/personalize/support/start-personalize';
import { bodyOf, fakeClient } from '../../support/fake-client';
import { createTracker } from '../../../../embedded-aws/test/personalize/support/stream';

/** A small shop with the embedded recommenders, and a function that ends it. */
export interface PageShop {
  readonly shop: Shop;
  /** Objects of its buckets, by bucket and key. */
  readonly files: Awaited<ReturnType<typeof startPersonalize>>['files'];
  close(): Promise<void>;
}

const CATEGORIES = ['kitchen', 'shoes', 'garden', 'nothing known'];

/** Ids of 40 users. The last one has invisible characters in its id and name. */
const userId = (user: number): string => (user === 39 ? 'user-39\u200b' : `user-${user}`);

/** Items. The 30th has no interactions, and bidirectional control characters in its texts. */
const itemsCsv = (items: number): string =>
  [
    'ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE',
    ...Array.from({ length: items }, (_, item) =>
      item === 29
        ? 'item-29,An \u202eodd one,\u2067kitchen,\u2067bowls,Holds \u2066all,29.50'
        : `item-${item},"Bowl \\"number ${item}\\"",${CATEGORIES[item % 4]},bowls,"Holds ${item} litres, or so",${item}.50`,
    ),
    '',
  ].join('\n');

const usersCsv = [
  'USER_ID,USER_NAME,AGE,GENDER',
  ...Array.from(
    { length: 40 },
    (_, user) => `${userId(user)},Visitor ${user === 39 ? '\u202e' : ''}${user},30,F`,
  ),
  '',
].join('\n');

const HEADER = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP';
const rowOf = (item: number, user: number, type: string, at: number): string =>
  `item-${item % 30},${userId(user)},${type},${1_600_000_000 + at}`;

/** Even users like items below 15, odd users the others. Each user buys two of their first items in one order. */
function interactionsCsv(views = 60): string {
  const rows = [HEADER];
  for (let user = 0; user < 40; user++) {
    const first = 15 * (user % 2);
    for (let at = 0; at < views; at++) rows.push(rowOf(first + ((user + at * at) % 13), user, 'View', at));
    for (let at = 0; at < 30; at++)
      rows.push(rowOf(first + ((user >> 1) % 5) + (at % 2), user, 'Purchase', 100 + at));
  }
  return `${rows.join('\n')}\n`;
}

/** The held-out events of even users: they viewed another of their items, and bought two more in one order. */
function validationCsv(): string {
  const rows = [HEADER];
  for (let user = 0; user < 40; user += 2) {
    rows.push(rowOf(user % 13, user, 'View', 500_000));
    for (const item of [7, 8]) rows.push(rowOf(item + (user % 3), user, 'Purchase', 500_100));
  }
  return `${rows.join('\n')}\n`;
}

/** @param options.hasTables whether the shop has views and tables of items and users, in addition to orders */
export async function startPageShop({ items = 30, hasTables = true } = {}): Promise<PageShop> {
  const aws = await startPersonalize();
  const files = {
    INTERACTIONS: interactionsCsv(hasTables ? undefined : 0),
    ...(hasTables && { ITEMS: itemsCsv(items), USERS: usersCsv }),
  };
  aws.files.set(`data/dataset/${VALIDATION_FILE}`, validationCsv());
  const group = await createGroup(aws);
  for (const type of ['INTERACTIONS', 'ITEMS', 'USERS'] as const) {
    const text = files[type];
    if (text === undefined) continue;
    const key = `data/dataset/${DATASETS[type].file}`;
    aws.files.set(key, text);
    await runJob(aws, await createDataset(aws, group, type), `s3://${key}`, type);
  }
  const outputs: Record<string, string> = { DatasetGroupArn: group, DataBucketName: 'data' };
  for (const useCase of USE_CASE_NAMES)
    if (hasTables || (USE_CASES[useCase] as UseCase).learnsFrom !== 'View')
      outputs[RECOMMENDER_OUTPUTS[useCase]] = (await train(aws, group, useCase)).arn;
  outputs.TrackingId = await createTracker(aws, group);
  const s3 = fakeClient(S3Client, {
    GetObject: ({ Bucket, Key }: GetObjectCommandInput) => {
      const text = aws.files.get(`${Bucket}/${Key}`);
      if (text === undefined) throw Object.assign(new Error(`There is no ${Key}.`), { name: 'NoSuchKey' });
      return { Body: bodyOf(String(text)) };
    },
  });
  const { personalize, runtime, events } = aws;
  const clients: PageClients = { ...pageClients(), personalize, runtime, events, s3 };
  return { shop: new Shop('TestShop', clients, outputs), files: aws.files, close: () => aws.close() };
}
