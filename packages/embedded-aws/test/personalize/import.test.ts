import { GetRecommendationsCommand } from '@aws-sdk/client-personalize-runtime';
import { createDataset, createGroup, runJob, train } from './support/shop';
import { itemsCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { runningFor } from '../support/running';

const HEADER = 'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP';
const row = (n: number, item = 'item-0') => `user-${n % 50},${item},View,${1_600_000_000 + n}`;
const rows = (count: number, item?: string) => Array.from({ length: count }, (_, n) => row(n, item));
const csv = (...lines: string[]) => `${lines.join('\n')}\n`;

describe('an import job', () => {
  const aws = runningFor('each test', startPersonalize);
  let group: string;
  let interactions: string;
  let items: string;
  let jobs = 0;

  beforeEach(async () => {
    group = await createGroup(aws);
    interactions = await createDataset(aws, group, 'INTERACTIONS');
    items = await createDataset(aws, group, 'ITEMS');
  });

  const importing = (datasetArn: string, content: string, mode?: 'FULL' | 'INCREMENTAL') => {
    aws.files.set('data/file.csv', content);
    return runJob(aws, datasetArn, 's3://data/file.csv', `job-${++jobs}`, mode);
  };

  /** The most viewed items, of a recommender trained on the current dataset. */
  async function mostViewed(): Promise<(string | undefined)[]> {
    const { arn, status, failureReason } = await train(aws, group, 'most-viewed');
    if (status !== 'ACTIVE') throw new Error(failureReason);
    const request = new GetRecommendationsCommand({ recommenderArn: arn, userId: 'u' });
    return ((await aws.runtime.send(request)).itemList ?? []).map(({ itemId }) => itemId);
  }

  it('finds columns by name and passes over those that the schema does not know (PERSONALIZE-12)', async () => {
    const content = csv(
      'TIMESTAMP,x,ITEM_ID,EVENT_TYPE,USER_ID',
      ...rows(1000).map((_, n) => `${n},?,a,View,u${n % 50}`),
    );
    await expect(importing(interactions, content)).resolves.toMatchObject({ status: 'ACTIVE' });
    await expect(mostViewed()).resolves.toEqual(['a']);
  });

  it('drops rows that are alike in every column before training counts them', async () => {
    const often = rows(1000, 'often');
    const copied = Array.from({ length: 2000 }, () => row(1, 'copied'));
    await importing(interactions, csv(HEADER, ...copied, ...often, row(2, 'copied')));
    await expect(mostViewed()).resolves.toEqual(['often', 'copied']);
  });

  it('fails to train when only copies reach the 1000 interactions (PERSONALIZE-18)', async () => {
    await importing(interactions, csv(HEADER, ...rows(600), ...rows(600)));
    await expect(train(aws, group, 'most-viewed')).resolves.toMatchObject({
      status: 'CREATE FAILED',
      failureReason: 'Dataset has fewer than 1000 interactions after filtering by event type: View',
    });
  });

  it('reads the first level of a folder', async () => {
    const parts = ['a', 'b', 'c'].map((item) => csv(HEADER, ...rows(400, item)));
    parts.forEach((part, n) => aws.files.set(`data/parts/${n}.csv`, part));
    aws.files.set('data/parts/deeper/d.csv', 'not read');
    await expect(runJob(aws, interactions, 's3://data/parts/', 'folder')).resolves.toMatchObject({
      status: 'ACTIVE',
    });
    await expect(mostViewed()).resolves.toEqual(['a', 'b', 'c']);
  });

  it('fails where a job has left a mark of its own in the folder, and passes over the folder’s', async () => {
    aws.files.set('data/parts/', '');
    aws.files.set('data/parts/part-0.csv', csv(HEADER, ...rows(1000)));
    await expect(runJob(aws, interactions, 's3://data/parts/', 'clean')).resolves.toMatchObject({
      status: 'ACTIVE',
    });
    aws.files.set('data/parts/_temporary_$folder$', '');
    const { status, failureReason } = await runJob(aws, interactions, 's3://data/parts/', 'marked');
    expect(status).toBe('CREATE FAILED');
    expect(failureReason).toContain('s3://data/parts/_temporary_$folder$ is empty');
  });

  it('replaces what was there in FULL mode and adds to it in INCREMENTAL mode', async () => {
    await importing(interactions, csv(HEADER, ...rows(1000, 'a')));
    await importing(interactions, csv(HEADER, ...rows(1200, 'b')));
    await importing(
      interactions,
      csv(HEADER, ...rows(1000, 'b').slice(0, 500), ...rows(1100, 'c')),
      'INCREMENTAL',
    );
    await expect(mostViewed()).resolves.toEqual(['b', 'c']);
  });

  it('leaves the dataset as it was when it fails (PERSONALIZE-12)', async () => {
    await importing(interactions, csv(HEADER, ...rows(1000, 'a')));
    await expect(
      importing(interactions, csv(HEADER, ...rows(2000, 'b'), 'u,i,View,soon')),
    ).resolves.toMatchObject({
      status: 'CREATE FAILED',
      failureReason:
        'Failed to create a data import job for INTERACTIONS dataset. Value "soon" of TIMESTAMP is not of type long. ' +
        'See s3://data/file.csv, line 2002.',
    });
    await expect(mostViewed()).resolves.toEqual(['a']);
  });

  it('reads quotes that a backslash makes literal (PERSONALIZE-12)', async () => {
    await expect(importing(items, itemsCsv())).resolves.toMatchObject({ status: 'ACTIVE' });
  });

  const failures: readonly [string, 'interactions' | 'items', string, string][] = [
    ['too few rows', 'interactions', csv(HEADER, ...rows(999)), 'Input CSV has 999 rows'],
    [
      'an empty id',
      'interactions',
      csv(HEADER, ',i,View,1'),
      'Value of USER_ID is empty, and the schema does not allow null for it. See s3://data/file.csv, line 2.',
    ],
    [
      'a long id',
      'interactions',
      csv(HEADER, `${'u'.repeat(257)},i,View,1`),
      'Length cannot be more than 256 characters for USER_ID.',
    ],
    ['a row of another width', 'interactions', csv(HEADER, 'u,i'), 'line 2: has 2 fields'],
    ['an empty file', 'items', '', 'is empty'],
    [
      'a header alone',
      'items',
      csv('ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE'),
      'Input CSV has no rows.',
    ],
    [
      'a record of two lines, in whatever column',
      'items',
      itemsCsv(2).replace('Item 1', '"Item\n1"'),
      'A record must be on a single line. See s3://data/file.csv, line 3.',
    ],
    [
      'a carriage return alone',
      'items',
      itemsCsv(2).replace('Item 1', 'Item\r1'),
      'A record must be on a single line. See s3://data/file.csv, line 3.',
    ],
    [
      'a price in words',
      'items',
      itemsCsv(2).replace('9.99', 'cheap'),
      'Value "cheap" of PRICE is not of type float.',
    ],
  ];
  it.each(failures)('fails for %s (PERSONALIZE-13)', async (_, dataset, content, reason) => {
    const outcome = await importing(dataset === 'items' ? items : interactions, content);
    expect(outcome.status).toBe('CREATE FAILED');
    expect(outcome.failureReason).toContain(reason);
  });

  it('fails for more than a gigabyte that is to be added (PERSONALIZE-13)', async () => {
    await importing(items, itemsCsv());
    const megabytes = Buffer.alloc(10_000_001);
    for (let part = 0; part < 100; part++) aws.files.set(`data/much/${part}.csv`, megabytes);
    await expect(runJob(aws, items, 's3://data/much/', 'too-much', 'INCREMENTAL')).resolves.toMatchObject({
      status: 'CREATE FAILED',
      failureReason: expect.stringContaining('an import in INCREMENTAL mode takes 1 GB') as string,
    });
  });

  it('fails without a hint at the cause when S3 gives no file (PERSONALIZE-11)', async () => {
    await expect(runJob(aws, items, 's3://data/elsewhere.csv', 'lost')).resolves.toMatchObject({
      status: 'CREATE FAILED',
      failureReason:
        'Failed to create a data import job for ITEMS dataset. Insufficient privileges for accessing data in Amazon S3.',
    });
  });

  it('reads as the role that it was given', async () => {
    await importing(items, itemsCsv());
    const read = aws.account.requests.list().filter(({ operation }) => operation === 'GetObject');
    expect(read.map(({ caller }) => caller)).toEqual([
      'arn:aws:sts::123456789012:assumed-role/import/personalize-import',
    ]);
  });
});
