import { runningFor } from '../support/running';
import { fillGroup, idsOf, runJob, train } from './support/shop';
import { itemsCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';

const HEADER = 'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP';
const row = (n: number, item = 'item-0') => `user-${n % 50},${item},View,${1_600_000_000 + n}`;
const rows = (count: number, item?: string) => Array.from({ length: count }, (_, n) => row(n, item));
const csv = (...lines: string[]) => `${lines.join('\n')}\n`;
const PLACE = 'See s3://data/file.csv, line';
const TWO_LINES = `A record must be on a single line. ${PLACE} 3.`;

describe('an import job', () => {
  const aws = runningFor('each test', startPersonalize);
  let group: string;
  let interactions: string;
  let items: string;
  let jobs = 0;

  beforeEach(async () => {
    const files = { INTERACTIONS: '', ITEMS: '' };
    ({ group, INTERACTIONS: interactions, ITEMS: items } = await fillGroup(aws, files));
  });

  const importing = (datasetArn: string, content?: string, mode?: 'FULL' | 'INCREMENTAL') => {
    if (content !== undefined) aws.files.set('data/file.csv', content);
    return runJob(aws, datasetArn, 's3://data/file.csv', `job-${++jobs}`, mode);
  };

  /** The most viewed items, of a recommender trained on the current dataset. */
  async function mostViewed(): Promise<string[]> {
    const { arn, status, failureReason } = await train(aws, group, 'most-viewed');
    if (status !== 'ACTIVE') throw new Error(failureReason);
    return idsOf(aws, arn);
  }

  it('finds columns by name and passes over those that the schema does not know (PERSONALIZE-12)', async () => {
    const lines = rows(1000).map((_, n) => `${n},?,a,View,u${n % 50}`);
    await importing(interactions, csv('TIMESTAMP,x,ITEM_ID,EVENT_TYPE,USER_ID', ...lines));
    expect(await mostViewed()).toEqual(['a']);
  });

  it('drops rows that are alike in every column before training counts them', async () => {
    const often = rows(1000, 'often');
    const copied = Array.from({ length: 2000 }, () => row(1, 'copied'));
    await importing(interactions, csv(HEADER, ...copied, ...often, row(2, 'copied')));
    expect(await mostViewed()).toEqual(['often', 'copied']);
  });

  it('reads the first level of a folder, passes over its mark, and fails at that of a job', async () => {
    for (const item of ['a', 'b', 'c'])
      aws.files.set(`data/parts/${item}.csv`, csv(HEADER, ...rows(400, item)));
    aws.files.set('data/parts/', '').set('data/parts/deeper/d.csv', 'not read');
    await runJob(aws, interactions, 's3://data/parts/', 'folder');
    expect(await mostViewed()).toEqual(['a', 'b', 'c']);
    aws.files.set('data/parts/_temporary_$folder$', '');
    const { status, failureReason } = await runJob(aws, interactions, 's3://data/parts/', 'marked');
    expect(status).toBe('CREATE FAILED');
    expect(failureReason).toContain('s3://data/parts/_temporary_$folder$ is empty');
  });

  it('replaces what was there in FULL mode, adds to it in INCREMENTAL mode, and leaves it as it was when it fails (PERSONALIZE-12)', async () => {
    await importing(interactions, csv(HEADER, ...rows(1000, 'a')));
    await importing(interactions, csv(HEADER, ...rows(1200, 'b')));
    const more = csv(HEADER, ...rows(1000, 'b').slice(0, 500), ...rows(1100, 'c'));
    await importing(interactions, more, 'INCREMENTAL');
    expect(await importing(interactions, csv(HEADER, ...rows(2000, 'd'), 'u,i,View,soon'))).toMatchObject({
      status: 'CREATE FAILED',
      failureReason:
        'Failed to create a data import job for INTERACTIONS dataset. Value "soon" of TIMESTAMP is not of type long. ' +
        `${PLACE} 2002.`,
    });
    expect(await mostViewed()).toEqual(['b', 'c']);
  });

  it.each<['interactions' | 'items', string, string | undefined, string]>([
    [
      'interactions',
      'an empty id',
      csv(HEADER, ',i,View,1'),
      `Value of USER_ID is empty, and the schema does not allow null for it. ${PLACE} 2.`,
    ],
    ['interactions', 'a row of another width', csv(HEADER, 'u,i'), 'line 2: has 2 fields'],
    ['items', 'no file', undefined, 'Insufficient privileges for accessing data in Amazon S3.'],
    ['items', 'an empty file', '', 'is empty'],
    ['items', 'a header alone', itemsCsv(0), 'Input CSV has no rows.'],
    ['items', 'a record of two lines', itemsCsv(2).replace('Item 1', '"Item\n1"'), TWO_LINES],
    ['items', 'a carriage return alone', itemsCsv(2).replace('Item 1', 'Item\r1'), TWO_LINES],
  ])('into %s fails for %s (PERSONALIZE-13)', async (dataset, _what, content, reason) => {
    const outcome = await importing(dataset === 'items' ? items : interactions, content);
    expect(outcome.status).toBe('CREATE FAILED');
    expect(outcome.failureReason).toContain(reason);
  });

  it('fails for more than a gigabyte that is to be added (PERSONALIZE-13)', async () => {
    await importing(items, itemsCsv());
    const megabytes = Buffer.alloc(10_000_001);
    for (let part = 0; part < 100; part++) aws.files.set(`data/much/${part}.csv`, megabytes);
    expect(await runJob(aws, items, 's3://data/much/', 'too-much', 'INCREMENTAL')).toMatchObject({
      status: 'CREATE FAILED',
      failureReason: expect.stringContaining('an import in INCREMENTAL mode takes 1 GB') as string,
    });
  });

  it('reads quotes that a backslash makes literal, as the role that it was given (PERSONALIZE-12)', async () => {
    expect(await importing(items, itemsCsv())).toMatchObject({ status: 'ACTIVE' });
    const read = aws.account.requests.list().filter(({ operation }) => operation === 'GetObject');
    expect(read.map(({ caller }) => caller)).toEqual([
      'arn:aws:sts::123456789012:assumed-role/import/personalize-import',
    ]);
  });
});
