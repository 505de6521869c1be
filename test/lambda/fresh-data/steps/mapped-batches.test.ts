import { zipSync } from 'fflate';
import { gzipSync } from 'node:zlib';
import { STAGING_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import type { Prepared } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { mappedBatches } from '../../../../lambda/fresh-data/prepare/mapped-batches';
import { prepare } from '../../../../lambda/fresh-data/steps/prepare';
import { INTERACTIONS, ITEMS, ordersOf } from '../../source/prepare-mapped-data/orders';
import { FakeBucket } from '../../support/fake-s3';
import { execution, run, startedAt } from './steps-world';

const files = 'orders/*.csv';
const MAPPING = {
  interactions: { ...INTERACTIONS, files, order: 'order' },
  items: { ...ITEMS, files },
  users: { files: 'people.jsonl', id: 'id', columns: { AGE: { from: 'age', type: 'int' } } },
};

const zipOf = (files: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]))),
  );

describe('fresh data in the shop’s own files', () => {
  let bucket: FakeBucket;
  beforeEach(() => (bucket = new FakeBucket()));

  const drop = (path: string, content: string | Buffer): void =>
    bucket.put(`processing/${run}/${path}`, content);
  const prepared = (maxBadRows = 0, mapping: object = MAPPING): Promise<Prepared> => {
    const options = { holdout: 0, eventTypes: { Purchase: 'Purchase' }, escape: '\\' } as const;
    const mapped = { mapping: parseMapping(mapping), maxBadRows };
    const batches = mappedBatches(bucket.client, 'data', options, mapped);
    return prepare({ s3: bucket.client, bucket: 'data', batches, now: () => 0 })({ execution, startedAt });
  };
  const staged = (file: string): string[] | undefined =>
    bucket.objects.get(`data/${STAGING_PREFIX}${run}/${file}`)?.toString().split('\n').slice(0, -1);

  it('adds rows to every table that the mapping reads of a file, and to no other', async () => {
    drop('orders/1.csv', ordersOf(600));
    drop('orders/2.csv.gz', gzipSync(ordersOf(600, 1)));
    expect(await prepared()).toMatchObject({
      kind: 'parts',
      files: ['orders/1.csv', 'orders/2.csv.gz'],
      rows: { INTERACTIONS: 1200, ITEMS: 4 },
      warnings: [],
      problem: undefined,
    });
    expect(staged('training_interaction.csv')).toHaveLength(1201);
    expect(staged('training_interaction.csv')!.slice(0, 2)).toEqual([
      'ITEM_ID,USER_ID,EVENT_TYPE,ORDER_ID,TIMESTAMP',
      'i0,u0,Purchase,0,1600000000',
    ]);
    expect(staged('training_item.csv')![1]).toBe('i0,all,1.5');
    expect(staged('training_user.csv')).toBeUndefined();
  });

  it('brings what is shown of new items', async () => {
    const interactions = { ...MAPPING.interactions, shown: { price: 'price' } };
    drop('orders/1.csv', ordersOf(1000));
    expect(await prepared(0, { interactions })).toMatchObject({ rows: { INTERACTIONS: 1000, ITEMS: 4 } });
    expect(staged('training_item.csv')!.slice(0, 2)).toEqual(['ITEM_ID,PRICE', 'i0,1.5']);
  });

  it('takes an archive of all files in place of what was there', async () => {
    drop('shop.zip', zipOf({ 'orders/1.csv': ordersOf(1000), 'people.jsonl': '{"id":"u1","age":30}' }));
    expect(await prepared()).toMatchObject({
      kind: 'archive',
      rows: { INTERACTIONS: 1000, ITEMS: 4, USERS: 1 },
      problem: undefined,
    });
    expect(staged('warm_interaction.csv')).toHaveLength(1001);
  });

  it('refuses bad rows with their places, and names those that maxBadRows allows', async () => {
    drop('orders/1.csv', `${ordersOf(1000)}7;u1;i1;1,5;soon\n`);
    expect((await prepared()).problem).toContain(
      '1 row cannot be read, allowed are 0 (maxBadRows): 1 bad: when cannot be read as seconds (orders/1.csv, line 1002: "soon")',
    );
    expect(staged('training_interaction.csv')).toBeUndefined();
    expect(await prepared(1)).toMatchObject({
      rows: { INTERACTIONS: 1000 },
      warnings: ['orders/*.csv: 1 bad: when cannot be read as seconds (orders/1.csv, line 1002: "soon")'],
    });
  });

  it.each<[string, Record<string, string | Buffer>, string]>([
    [
      'a file that the mapping does not read',
      { 'orders/1.csv': ordersOf(1000), 'notes.txt': 'x' },
      'incoming/notes.txt: the setting data reads no such file; drop orders/*.csv, people.jsonl below incoming/, or incoming/NAME.zip',
    ],
    [
      'an archive that lacks files',
      { 'shop.zip': zipOf({ 'people.jsonl': '{"id":"u1"}' }) },
      'the archive incoming/shop.zip has no file that matches orders/*.csv; it has people.jsonl',
    ],
    ['an archive that is none', { 'shop.zip': 'no zip' }, 'the archive incoming/shop.zip is no zip archive'],
    [
      'too few interactions',
      { 'orders/1.csv': ordersOf(999) },
      'there are 999 interactions, and an import needs 1,000',
    ],
  ])('refuses %s', async (_, files, problem) => {
    for (const [path, content] of Object.entries(files)) drop(path, content);
    expect((await prepared()).problem).toContain(problem);
  });
});
