import { createHash } from 'node:crypto';
import type { PreparedDataProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import type { CustomResourceEvent } from '../../../../lambda/shop/resources/lifecycle';
import { preparedDataHandler } from '../../../../lambda/source/prepare-data/prepared-data';
import { s3Archive } from '../../../../lambda/source/prepare-data/s3-archive';
import { sourceOf } from '../../../../lambda/source/prepare-data/source-of';
import { SHOP, shopArchive } from '../../../support/shop-archive';
import { FakeS3, s3Error } from '../../support/fake-s3';
import { stackDouble } from '../../support/stack-double';

const FILES = [
  'training_interaction.csv',
  'training_item.csv',
  'training_user.csv',
  'validation_interaction.csv',
  'warm_interaction.csv',
];

const event = (
  RequestType: 'Create' | 'Update' | 'Delete',
  properties: Partial<PreparedDataProperties> = {},
): CustomResourceEvent<PreparedDataProperties> => ({
  RequestType,
  RequestId: 'request',
  StackId: 'stack',
  ResourceType: 'Custom::PreparedData',
  LogicalResourceId: 'PreparedData',
  PhysicalResourceId: RequestType === 'Create' ? undefined : 's3://data/dataset/',
  ResourceProperties: {
    ArchiveBucket: 'assets',
    ArchiveKey: 'archive.tar.gz',
    DataBucket: 'data',
    Holdout: '0.5',
    EventTypes: '{"ProductViewed":"View","OrderCompleted":"Purchase"}',
    ...properties,
  },
});

const filesIn = (s3: FakeS3): string[] =>
  [...s3.objects.keys()].filter((path) => path.startsWith('data/')).map((path) => path.slice(5));

describe('preparedDataHandler', () => {
  let s3: FakeS3;
  let log: string[];
  const add = (message: unknown): void => void log.push(String(message));
  /** Whether the stack is rolling back, call by call; the last value repeats. */
  let answers: boolean[];
  const isAbandoned = async (): Promise<boolean> => (answers.length > 1 ? answers.shift()! : answers[0]);
  let onEvent: ReturnType<typeof preparedDataHandler<PreparedDataProperties>>;
  beforeEach(() => {
    answers = [false];
    s3 = new FakeS3();
    s3.objects.set('assets/archive.tar.gz', shopArchive());
    log = [];
    onEvent = preparedDataHandler(
      {
        s3: s3.client,
        stack: { ...stackDouble(), isAbandoned },
        logGroup: 'Shop-Logs',
        logger: { info: add, error: add },
      },
      sourceOf,
    );
  });

  it('puts the five files on Create and answers their versions', async () => {
    const { PhysicalResourceId, Data } = await onEvent(event('Create'));
    expect(filesIn(s3).sort()).toEqual(FILES.map((name) => `dataset/${name}`));
    expect(PhysicalResourceId).toBe('s3://data/dataset/');
    const version = (name: string): string =>
      createHash('sha256')
        .update(s3.objects.get(`data/dataset/${name}`)!)
        .digest('hex')
        .slice(0, 16);
    expect(Data).toEqual({
      InteractionsVersion: version('training_interaction.csv'),
      ItemsVersion: version('training_item.csv'),
      UsersVersion: version('training_user.csv'),
    });
  });

  it('writes quotes as Amazon Personalize reads them', async () => {
    await onEvent(event('Create'));
    expect(s3.objects.get('data/dataset/training_item.csv')?.toString()).toContain('"24\\" Monitor"');
  });

  it('keeps the physical id on Update, and the versions of files that stay the same', async () => {
    const created = await onEvent(event('Create'));
    const updated = await onEvent(event('Update', { Holdout: '0' }));
    expect(updated.PhysicalResourceId).toBe(created.PhysicalResourceId);
    expect(updated.Data?.ItemsVersion).toBe(created.Data?.ItemsVersion);
    expect(updated.Data?.InteractionsVersion).not.toBe(created.Data?.InteractionsVersion);
  });

  it('holds out the shop’s last days where HoldoutBy says so', async () => {
    await onEvent(event('Create', { Holdout: '0.25', HoldoutBy: 'time' }));
    const [, ...lines] = s3.objects.get('data/dataset/validation_interaction.csv')!.toString().split('\n');
    expect(lines).toEqual(['i2,u1,View,1600000005', '']);
  });

  it('answers the same when the same request comes twice', async () => {
    expect(await onEvent(event('Create'))).toEqual(await onEvent(event('Create')));
  });

  it('deletes the five files on Delete, and nothing else', async () => {
    await onEvent(event('Create'));
    s3.objects.set('data/dataset/mine.csv', Buffer.alloc(0));
    await onEvent(event('Delete'));
    expect(filesIn(s3)).toEqual(['dataset/mine.csv']);
    await expect(onEvent(event('Delete'))).resolves.toEqual({ PhysicalResourceId: 's3://data/dataset/' });
  });

  it('takes a bucket that is gone for deleted', async () => {
    s3.failures.set('DeleteObjects', s3Error('NoSuchBucket'));
    await expect(onEvent(event('Delete'))).resolves.toEqual({ PhysicalResourceId: 's3://data/dataset/' });
  });

  it('logs each step', async () => {
    await onEvent(event('Create'));
    expect(log).toEqual(['preparing', ...Array<string>(5).fill('warning'), 'prepared']);
  });

  it('fails on Delete when a file cannot be deleted', async () => {
    s3.failures.set('DeleteObjects', s3Error('AccessDenied'));
    await expect(onEvent(event('Delete'))).rejects.toThrow('AccessDenied');
  });

  it('names the first file that S3 does not delete, and deletes the others', async () => {
    await onEvent(event('Create'));
    for (const name of FILES.slice(3)) s3.undeletable.add(`data/dataset/${name}`);
    await expect(onEvent(event('Delete'))).rejects.toThrow(
      '2 files in data cannot be deleted, the first is dataset/validation_interaction.csv: AccessDenied: Access Denied',
    );
    expect(filesIn(s3).sort()).toEqual(FILES.slice(3).map((name) => `dataset/${name}`));
  });

  it.each([
    ['a holdout that is none', { Holdout: 'much' }, 'holdout must be a number'],
    [
      'a way to hold out that is none',
      { HoldoutBy: 'age' as 'time' },
      'holdoutBy must be user or time; got "age"',
    ],
    ['event types that are none', { EventTypes: '[]' }, 'eventTypes must be a JSON object'],
    [
      'an archive that is not there',
      { ArchiveKey: 'other' },
      'The archive s3://assets/other cannot be read (NoSuchKey',
    ],
  ])('fails on %s', async (_, properties, message) => {
    await expect(onEvent(event('Create', properties))).rejects.toThrow(message);
    expect(log.at(-1)).toBe('failed');
    expect(filesIn(s3)).toEqual([]);
  });

  it('reads an archive again, and fails when it has become another one', async () => {
    const open = s3Archive(s3.client, 'assets', 'archive.tar.gz');
    await open();
    await expect(open()).resolves.toBeDefined();
    s3.objects.set('assets/archive.tar.gz', shopArchive({ users: `${SHOP.users}u9,x,,,\n` }));
    await expect(open()).rejects.toThrow('PreconditionFailed');
  });

  it('fails without a file when an upload fails', async () => {
    const rows = Array.from(
      { length: 300_000 },
      (_, index) => `item-${index},user-${index % 50},ProductViewed,${index}`,
    );
    const interactions = `ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n${rows.join('\n')}\n`;
    s3.objects.set('assets/archive.tar.gz', shopArchive({ interactions }));
    s3.failures.set('UploadPart', s3Error('SlowDown'));
    await expect(onEvent(event('Create'))).rejects.toThrow('SlowDown');
    expect(s3.calls).toContain('AbortMultipartUpload');
    expect(s3.uploads.size).toBe(0);
    expect(filesIn(s3)).toEqual([]);
  });

  it.each(['Create', 'Update'] as const)(
    'fails, and writes nothing, on a %s that is not wanted any more',
    async (type) => {
      answers = [true];
      await expect(onEvent(event(type))).rejects.toThrow('CloudFormation is rolling it back');
      expect(s3.calls).toEqual(['GetObject']);
    },
  );

  it('removes the parts that it has uploaded when it is not wanted any more', async () => {
    const rows = Array.from({ length: 300_000 }, (_, at) => `item-${at},user-${at % 50},ProductViewed,${at}`);
    const interactions = `ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n${rows.join('\n')}\n`;
    s3.objects.set('assets/archive.tar.gz', shopArchive({ interactions }));
    answers = [true];
    await expect(onEvent(event('Create'))).rejects.toThrow('CloudFormation is rolling it back');
    expect(s3.calls).toContain('UploadPart');
    expect(s3.uploads.size).toBe(0);
    expect(filesIn(s3)).toEqual([]);
  });

  it('takes back, on Create, what it has written while the stack began to roll back', async () => {
    answers = [false, true];
    await expect(onEvent(event('Create'))).rejects.toThrow('CloudFormation is rolling it back');
    expect(s3.calls).toContain('PutObject');
    expect(filesIn(s3)).toEqual([]);
  });

  it('keeps, on Update, what the former files were replaced by', async () => {
    answers = [false, true];
    await onEvent(event('Update'));
    expect(filesIn(s3)).toHaveLength(5);
  });

  it('fails with the log group that there is', async () => {
    await expect(onEvent(event('Create', { Holdout: 'much' }))).rejects.toThrow(/ Logs: Shop-Logs \(/);
  });

  it('fails with a message that CloudFormation has room for', async () => {
    const interactions = `ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\ni,u,${'x'.repeat(5000)},1\n`;
    s3.objects.set('assets/archive.tar.gz', shopArchive({ interactions }));
    const failure = await onEvent(event('Create')).catch((error: unknown) => error as Error);
    expect(failure).toBeInstanceOf(Error);
    expect((failure as Error).message.length).toBeLessThanOrEqual(1000);
  });
});
