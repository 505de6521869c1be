import { createHash } from 'node:crypto';
import type { PreparedDataProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import type { PreparedDataResponse } from '../../../../lambda/source/prepare-data/prepared-data';
import { s3Archive } from '../../../../lambda/source/prepare-data/s3-archive';
import { sourceOf } from '../../../../lambda/source/prepare-data/source-of';
import { SHOP, shopArchive } from '../../../support/shop-archive';
import { s3Error } from '../../support/fake-s3';
import { eventOf, sourceWorld } from './source-world';

const FILES = [
  'dataset/training_interaction.csv',
  'dataset/training_item.csv',
  'dataset/training_user.csv',
  'dataset/validation_interaction.csv',
  'dataset/warm_interaction.csv',
];
const EventTypes = '{"ProductViewed":"View","OrderCompleted":"Purchase"}';
const ARCHIVE = { ArchiveBucket: 'assets', ArchiveKey: 'archive.tar.gz', EventTypes };
const DELETED = { PhysicalResourceId: 's3://data/dataset/' };

describe('preparedDataHandler', () => {
  let world: ReturnType<typeof sourceWorld<PreparedDataProperties>>;
  beforeEach(() => {
    world = sourceWorld(sourceOf);
    put(shopArchive());
  });
  const put = (archive: Buffer) => world.s3.objects.set('assets/archive.tar.gz', archive);
  /** An archive with interactions of more than a part of an upload. */
  const putLarge = (): void => {
    const rows = Array.from({ length: 300_000 }, (_, at) => `item-${at},user-${at % 50},ProductViewed,${at}`);
    put(shopArchive({ interactions: `ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n${rows.join('\n')}\n` }));
  };
  const prepare = (
    type: 'Create' | 'Update' | 'Delete',
    properties: Partial<PreparedDataProperties> = {},
  ): Promise<PreparedDataResponse> => {
    return world.onEvent(eventOf(type, { ...ARCHIVE, ...properties }));
  };
  const paths = (): string[] => Object.keys(world.files()).sort();

  it('puts the five files on Create, as Amazon Personalize reads them, and answers their versions', async () => {
    const { PhysicalResourceId, Data } = await prepare('Create');
    expect([paths(), PhysicalResourceId]).toEqual([FILES, 's3://data/dataset/']);
    expect(world.files()[FILES[1]]).toContain('"24\\" Monitor"');
    const [InteractionsVersion, ItemsVersion, UsersVersion] = FILES.map((path) =>
      createHash('sha256').update(world.files()[path]).digest('hex').slice(0, 16),
    );
    expect(Data).toEqual({ InteractionsVersion, ItemsVersion, UsersVersion });
    const steps = world.log.map(([message]) => message);
    expect(steps).toEqual(['preparing', ...Array<string>(5).fill('warning'), 'prepared']);
    expect(await prepare('Create')).toEqual({ PhysicalResourceId, Data });
  });

  it('keeps the physical id on Update, and the versions of files that stay the same', async () => {
    const created = await prepare('Create');
    const updated = await prepare('Update', { Holdout: '0' });
    expect(updated.PhysicalResourceId).toBe(created.PhysicalResourceId);
    expect(updated.Data?.ItemsVersion).toBe(created.Data?.ItemsVersion);
    expect(updated.Data?.InteractionsVersion).not.toBe(created.Data?.InteractionsVersion);
  });

  it('holds out the shop’s last days where HoldoutBy says so', async () => {
    await prepare('Create', { Holdout: '0.25', HoldoutBy: 'time' });
    const [, ...lines] = world.files()['dataset/validation_interaction.csv'].split('\n');
    expect(lines).toEqual(['i2,u1,View,1600000005', '']);
  });

  it('deletes the five files on Delete, and nothing else', async () => {
    await prepare('Create');
    world.s3.objects.set('data/dataset/mine.csv', Buffer.alloc(0));
    await prepare('Delete');
    expect(paths()).toEqual(['dataset/mine.csv']);
    expect(await prepare('Delete')).toEqual(DELETED);
  });

  it('takes a bucket that is gone for deleted, and fails on Delete for another reason', async () => {
    world.s3.failures.set('DeleteObjects', s3Error('NoSuchBucket'));
    expect(await prepare('Delete')).toEqual(DELETED);
    world.s3.failures.set('DeleteObjects', s3Error('AccessDenied'));
    await expect(prepare('Delete')).rejects.toThrow('AccessDenied');
  });

  it('names the first file that S3 does not delete, and deletes the others', async () => {
    await prepare('Create');
    for (const path of FILES.slice(3)) world.s3.undeletable.add(`data/${path}`);
    await expect(prepare('Delete')).rejects.toThrow(
      '2 files in data cannot be deleted, the first is dataset/validation_interaction.csv: AccessDenied: Access Denied',
    );
    expect(paths()).toEqual(FILES.slice(3));
  });

  it.each([
    ['a holdout that is none', { Holdout: 'much' }, 'holdout must be a number'],
    ['a way that is none', { HoldoutBy: 'age' as 'time' }, 'holdoutBy must be user or time; got "age"'],
    ['event types that are none', { EventTypes: '[]' }, 'eventTypes must be a JSON object'],
    ['no archive', { ArchiveKey: 'other' }, 'The archive s3://assets/other cannot be read (NoSuchKey'],
  ])('fails on %s, with the log group that there is', async (_, properties, message) => {
    const prepared = prepare('Create', properties);
    await expect(prepared).rejects.toThrow(message);
    await expect(prepared).rejects.toThrow(' Logs: Shop-Logs (');
    expect([world.log.at(-1)![0], paths()]).toEqual(['failed', []]);
  });

  it('reads an archive again, and fails when it has become another one', async () => {
    const open = s3Archive(world.s3.client, 'assets', 'archive.tar.gz');
    await open();
    await expect(open()).resolves.toBeDefined();
    put(shopArchive({ users: `${SHOP.users}u9,x,,,\n` }));
    await expect(open()).rejects.toThrow('PreconditionFailed');
  });

  it.each([
    ['an upload fails', () => world.s3.failures.set('UploadPart', s3Error('SlowDown')), 'SlowDown'],
    ['it is not wanted any more', () => (world.answers[0] = true), 'CloudFormation is rolling it back'],
  ])('removes the parts that it has uploaded when %s', async (_when, breaks, words) => {
    putLarge();
    breaks();
    await expect(prepare('Create')).rejects.toThrow(words);
    expect(world.s3.calls).toEqual(expect.arrayContaining(['UploadPart', 'AbortMultipartUpload']));
    expect([world.s3.uploads.size, paths()]).toEqual([0, []]);
  });

  it.each(['Create', 'Update'] as const)('writes nothing on a %s not wanted any more', async (type) => {
    world.answers[0] = true;
    await expect(prepare(type)).rejects.toThrow('CloudFormation is rolling it back');
    expect(world.s3.calls).toEqual(['GetObject']);
  });

  it('takes back, on Create, what it has written while the stack began to roll back', async () => {
    world.answers.push(true);
    await expect(prepare('Create')).rejects.toThrow('CloudFormation is rolling it back');
    expect(world.s3.calls).toContain('PutObject');
    expect(paths()).toEqual([]);
  });

  it('keeps, on Update, what the former files were replaced by', async () => {
    world.answers.push(true);
    await prepare('Update');
    expect(paths()).toHaveLength(5);
  });

  it('fails with a message that CloudFormation has room for', async () => {
    put(shopArchive({ interactions: `ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\ni,u,${'x'.repeat(5000)},1\n` }));
    const failure = await prepare('Create').catch((error: unknown) => error as Error);
    expect(failure).toBeInstanceOf(Error);
    expect((failure as Error).message.length).toBeLessThanOrEqual(1000);
  });
});

describe('a source of CSV parts', () => {
  const PARTS = { Source: 's3://exports/today/' };
  let world: ReturnType<typeof sourceWorld<PreparedDataProperties>>;
  const put = (path: string, text: string): void => void world.s3.objects.set(path, Buffer.from(text));
  beforeEach(() => {
    world = sourceWorld(sourceOf);
    const [header, ...rows] = SHOP.interactions.trimEnd().split('\r\n');
    put('exports/today/items/1.csv', SHOP.items);
    put('exports/today/users/1.csv', SHOP.users);
    for (const [at, row] of rows.entries())
      put(`exports/today/interactions/${at}.csv`, `${header}\r\n${row}\r\n`);
  });
  const prepare = async (source: object): Promise<Record<string, string>> => {
    await world.onEvent(eventOf('Create', { EventTypes, ...source }));
    return world.files();
  };

  it('gives the files that an archive of the same tables gives, also where the list has several pages', async () => {
    world.s3.objects.set('assets/archive.tar.gz', shopArchive());
    const fromArchive = await prepare(ARCHIVE);
    world.s3.pageKeys = 2;
    expect(await prepare(PARTS)).toEqual(fromArchive);
  });

  it('reads the .csv objects of the folders themselves, and nothing beside or below', async () => {
    const expected = await prepare(PARTS);
    put('exports/today/items/_SUCCESS', '');
    put('exports/today/items/old/1.csv', 'not,items\n');
    put('exports/today/prices/1.csv', 'not,items\n');
    put('exports/yesterday/items/1.csv', 'not,items\n');
    expect(await prepare(PARTS)).toEqual(expected);
  });

  it('names the object and its line where a value is wrong, not the line of the joined table', async () => {
    put(
      'exports/today/interactions/3.csv',
      'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT\ni1,u1,ProductViewed,soon,No\n',
    );
    await expect(prepare(PARTS)).rejects.toThrow(
      /^s3:\/\/exports\/today\/interactions\/3\.csv, line 2: .*TIMESTAMP/,
    );
  });

  it('fails for what is no place in S3', async () => {
    await expect(prepare({ Source: 's3://exports/today' })).rejects.toThrow(
      'Source must be s3://bucket/prefix/; got "s3://exports/today"',
    );
  });
});
