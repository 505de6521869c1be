import type {
  FreshDataState,
  Prepared,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { execution, run, startedAt, STATES, stepsWorld, type StepsWorld } from './steps-world';
import { copyObject } from '../../../../lambda/fresh-data/steps/objects';
import { listFiles } from '../../../../lambda/source/list-files';
import { FakeBucket } from '../../support/fake-s3';
import { zipSync } from 'fflate';
import { gzipSync } from 'node:zlib';
import { STAGING_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import { mappedBatches } from '../../../../lambda/fresh-data/prepare/mapped-batches';
import { prepare } from '../../../../lambda/fresh-data/steps/prepare';
import { INTERACTIONS, ITEMS, ordersOf } from '../../source/prepare-mapped-data/orders';

const WHOLE = { kind: 'archive' as const, files: ['shop.tar'], rows: { ITEMS: 5 }, warnings: ['Few.'] };

describe('the steps of fresh data: finish', () => {
  let world: StepsWorld;
  const good: FreshDataState = { prepared: { ...WHOLE, preparedMs: 0 }, imported: { datasets: ['ITEMS'] } };
  const report = (): unknown => JSON.parse(world.bucket.text(`runs/${run}.json`));
  beforeEach(async () => {
    world = stepsWorld();
    world.bucket.put(`processing/${run}/shop.tar`, 'archive');
    world.bucket.put(`dataset/fresh/${run}/training_item.csv`, 'new');
    world.bucket.put('dataset/training_item.csv', 'old');
    await world.lock().take(execution);
  });

  it('gives the files of a whole archive to the commands in place of what parts have added, and keeps a report', async () => {
    world.bucket.put('dataset/added/training_user.csv/earlier.csv', 'added');
    expect(await world.finished(good)).toEqual({ outcome: 'imported' });
    expect(world.bucket.keys()).toEqual([
      'dataset/training_item.csv',
      `processed/${run}/shop.tar`,
      `runs/${run}.json`,
    ]);
    expect(world.bucket.text('dataset/training_item.csv')).toBe('new');
    const endedAt = '1970-01-01T01:40:00.000Z';
    expect(report()).toEqual({ run, outcome: 'imported', execution, startedAt, endedAt, ...WHOLE });
    expect(world.started).toEqual([]);
    // It comes to the same when it is repeated.
    const before = [world.bucket.keys(), report()];
    expect(await world.finished(good)).toEqual({ outcome: 'imported' });
    expect([world.bucket.keys(), report()]).toEqual(before);
  });

  const broken = (Error: string, Cause: string): FreshDataState => ({ error: { Error, Cause } });
  const refused = (problem: string, files = WHOLE.files): FreshDataState => ({
    prepared: { ...good.prepared!, files, problem },
  });
  const stays =
    /refused: shop\.tar: bad\. What was imported before stays .* files are in s3:\/\/data\/refused\//;
  const none =
    /None of the 2 files of the run was imported: fix the data, and drop all of them again; they are in s3:\/\/data\/refused\//;
  const inPart =
    /could not be imported: job x failed\. Imported: ITEMS\. The previous data of the other datasets stays/;
  const failed: FreshDataState = { ...good, imported: { datasets: ['ITEMS'], problem: 'job x failed' } };
  const slow = broken('Error', '{"errorType":"Error","errorMessage":"SlowDown: slow"}');
  it.each<[string, FreshDataState, string, RegExp]>([
    ['data that is refused', refused('shop.tar: bad'), 'refused', stays],
    [
      'data that is refused for one of several files',
      refused('bad', ['good.csv', 'bad.csv']),
      'refused',
      none,
    ],
    ['an import that failed in part', failed, 'failed', inPart],
    ['a step that broke off', slow, 'failed', /be imported: SlowDown: slow\. The previous data stays/],
    [
      'a function that ended otherwise',
      broken('Sandbox.Timedout', 'Timed out'),
      'failed',
      /Timedout: Timed out/,
    ],
  ])('keeps the old data after %s, and says so', async (_what, state, outcome, words) => {
    const answer = await world.finished(state);
    expect(answer).toEqual({ outcome, problem: expect.stringMatching(words) as string });
    expect(world.bucket.keys()).toEqual([
      'dataset/training_item.csv',
      `refused/${run}/report.json`,
      `refused/${run}/shop.tar`,
      `runs/${run}.json`,
    ]);
    expect(world.bucket.text('dataset/training_item.csv')).toBe('old');
    expect(report()).toMatchObject({ outcome, problem: answer.problem, files: ['shop.tar'] });
  });

  it('starts the next run where more has come, after its turn is given back', async () => {
    world.bucket.put('incoming/items/1.csv', 'x');
    await world.finished(good);
    const next = { stateMachineArn: `${STATES}:stateMachine:Shop-fresh-data`, name: `after-${run}` };
    expect([world.started, world.bucket.keys('claims/')]).toEqual([[next], []]);
    // A repeated try is content with the run that the first one has started.
    await world.finished(good);
    expect(world.started).toHaveLength(1);
  });

  it('starts no other one where this one could take nothing: it would not end', async () => {
    world.bucket.remove(`processing/${run}/shop.tar`);
    world.bucket.put('incoming/items/1.csv', 'x');
    expect((await world.finished({ error: { Error: 'AccessDenied' } })).outcome).toBe('failed');
    expect(world.started).toEqual([]);
  });

  it('looks once more where it had nothing to do: a file may have come just then', async () => {
    world.bucket.put('incoming/items/1.csv', 'x');
    expect(await world.finished({})).toEqual({ outcome: 'idle' });
    expect(world.started).toHaveLength(1);
  });
});

describe('copyObject', () => {
  let bucket: FakeBucket;
  let copy: Parameters<typeof copyObject>[1];
  beforeEach(async () => {
    bucket = new FakeBucket();
    bucket.partBytes = 0;
    bucket.put('a folder/ü+%.csv', '0123456789');
    const [{ etag, bytes }] = await listFiles(bucket.client, 'data', 'a folder/');
    copy = { bucket: 'data', from: 'a folder/ü+%.csv', to: 'copy', etag, bytes };
  });

  it.each([100, 10, 9, 3])('copies 10 bytes in parts of %i, unless they were replaced', async (partBytes) => {
    await copyObject(bucket.client, copy, partBytes);
    expect(bucket.text('copy')).toBe('0123456789');
    bucket.remove('copy');
    bucket.put('a folder/ü+%.csv', 'other text');
    const failed = copyObject(bucket.client, copy, partBytes);
    await expect(failed).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(bucket.keys()).toEqual(['a folder/ü+%.csv']);
  });
});

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
