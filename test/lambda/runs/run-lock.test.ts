import {
  DescribeDatasetCommand,
  DescribeRecommenderCommand,
  ListDatasetImportJobsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-personalize';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { batchLockKey } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { canonicalKind } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import { INCOMING_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { LISTS_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { convert } from '../../../lambda/batch/steps/convert';
import { finish as finishBatch } from '../../../lambda/batch/steps/finish';
import { train as trainBatch } from '../../../lambda/batch/steps/train';
import { work } from '../../../lambda/batch/steps/work';
import { write } from '../../../lambda/batch/steps/write';
import { lockedS3, deleteLock, runLock, whileLocked, type RunLock } from '../../../lambda/runs/run-lock';
import { canonicalBatches } from '../../../lambda/fresh-data/prepare/canonical-batches';
import { claim as claimFreshData } from '../../../lambda/fresh-data/steps/claim';
import { importData } from '../../../lambda/fresh-data/steps/import-data';
import { finish as finishFreshData } from '../../../lambda/fresh-data/steps/finish';
import { prepare } from '../../../lambda/fresh-data/steps/prepare';
import { ask } from '../../../lambda/lists/steps/ask';
import { catalogue } from '../../../lambda/lists/steps/catalogue';
import { finish as finishLists } from '../../../lambda/lists/steps/finish';
import { listObjects } from '../../../lambda/lists/steps/list-objects';
import { temporaryRecommenders } from '../../../lambda/lists/steps/temporary-recommenders';
import { train as trainLists } from '../../../lambda/lists/steps/train';
import { switchOver } from '../../../lambda/lists/steps/switch-over';
import * as batch from '../batch/steps/world';
import * as freshData from '../fresh-data/steps/steps-world';
import { FakeBucket } from '../support/fake-s3';
import * as lists from '../lists/steps/world';
import type { FakePersonalize } from '../support/fake-personalize';

const NOW = Date.parse('2026-11-27T03:30:00.000Z');
const now = (): number => NOW;
const Bucket = 'data';
const sfn = { send: async () => ({ status: 'RUNNING' }) } as unknown as SFNClient;

/** What a step has: the bucket as far as its run may change it, its claim, and a service that answers at once. */
interface StepWorld {
  readonly s3: S3Client;
  readonly lock: RunLock;
  readonly may: () => Promise<boolean>;
  readonly service: FakePersonalize;
}

const OUTPUT = `segments/${batch.RUN}/items/output/input.json.out`;
const answers = ['i1', 'i2'].map((itemId) =>
  JSON.stringify({ input: { itemId }, output: { usersList: ['u1', 'u2'] }, error: null }),
);
/** The claim of a step's run, and its execution. */
const CLAIMS: Readonly<Record<string, readonly [key: string, execution: string]>> = {
  batch: [batchLockKey('segments'), batch.execution],
  lists: [LISTS_LOCK_KEY, lists.execution],
  'fresh data': [INCOMING_LOCK_KEY, freshData.execution],
};
const DONE = { by: 'items' as const, json: [], csv: [], lines: 2, empty: 0, failed: 0, rows: 2 };
const CATALOGUE = { items: 1, shards: 1, partShards: 1, slices: [], madeMs: NOW };
const ASKED = lists.PLAN.lists.map((_, list) => ({ list, items: 1, empty: 0, compared: 0, fresh: 0 }));
const PREPARED = {
  ...{ kind: 'archive' as const, files: ['shop.tar'], rows: { ITEMS: 1 }, warnings: [], preparedMs: 0 },
};
const PERSONALIZE_READS = /^(Describe|List)/;

/** What is there before a step. */
const PUT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'batch: convert': { [OUTPUT]: `${answers.join('\n')}\n` },
  'batch: finish': {
    'segments/2020/0.csv': 'old',
    'segments/2021/0.csv': 'old',
    'segments/2022/0.csv': 'old',
  },
  'lists: catalogue': { 'dataset/training_item.csv': 'ITEM_ID\ni1\ni2\n' },
  // One list, since several are written at a time, each after a look of its own.
  'lists: ask': { [`lists/${lists.RUN}/items/0.json`]: '[["i1"]]' },
  'lists: finish': { 'lists/2020/0.json': '{}', 'lists/2021/0.json': '{}' },
  'fresh data: claim': { 'incoming/items/1.csv': 'a', 'incoming/items/2.csv': 'b' },
  'fresh data: prepare': {
    [`processing/${freshData.run}/items/1.csv`]: 'id,name,category,style,description,price\ni1,I,c,s,,1\n',
  },
  'fresh data: finish': {
    [`processing/${freshData.run}/shop.tar`]: 'archive',
    [`dataset/fresh/${freshData.run}/training_item.csv`]: 'new',
    'dataset/training_item.csv': 'old',
    'dataset/added/training_item.csv/a.csv': 'more',
  },
};

/** Every step that changes something, where it does so. */
const STEPS: Readonly<Record<string, (world: StepWorld) => Promise<unknown>>> = {
  'batch: train': ({ service, may }) => {
    service.add('solution', 'Shop-segments-items/left');
    const personalize = whileLocked(service.client, may, []);
    return trainBatch({ personalize, patienceHours: 4, now })(batch.step(batch.SEGMENTS));
  },
  'batch: write': ({ s3 }) => write({ s3, bucket: Bucket })(batch.step(batch.SEGMENTS)),
  'batch: work': ({ service, may }) => {
    const personalize = whileLocked(service.client, may, []);
    const world = { personalize, patienceHours: 4, now, bucket: Bucket, roleArn: 'role' };
    return work(world)(batch.step(batch.SEGMENTS, { train: { versions: { items: 'v1', queries: 'v2' } } }));
  },
  'batch: convert': ({ s3 }) =>
    convert({ s3, bucket: Bucket, patienceHours: 4, now, partRows: 1 })(batch.step(batch.SEGMENTS)),
  'batch: finish': ({ s3, lock, service }) =>
    finishBatch({ s3, bucket: Bucket, lock, now, personalize: service.client })(
      batch.step(batch.SEGMENTS, {
        ...{ train: { versions: {} }, write: {}, work: {} },
        convert: { done: [DONE, { ...DONE, by: 'queries' }] },
      }),
    ),
  'lists: train': ({ service, may }) => {
    const reads = [DescribeRecommenderCommand, ListTagsForResourceCommand];
    const recommenders = temporaryRecommenders(whileLocked(service.client, may, reads), lists.STACK_ID, now);
    return trainLists({ recommenders, patienceHours: 4, now })(lists.step());
  },
  'lists: catalogue': ({ s3 }) =>
    catalogue({ s3, bucket: Bucket, objects: listObjects(s3, Bucket), items: 'all', now })(lists.step()),
  'lists: ask': ({ s3 }) =>
    ask({
      ...{ objects: listObjects(s3, Bucket), now },
      runtime: { send: async () => ({ itemList: [{ itemId: 'i9' }] }) } as never,
    })({ ...lists.step(), shards: 1, partShards: 1, sinceMs: NOW, slice: { list: 1, part: 0 } }),
  'lists: switch': ({ s3 }) =>
    switchOver(listObjects(s3, Bucket), now)(lists.step({ catalogue: CATALOGUE, asked: ASKED })),
  'lists: finish': ({ s3, lock }) =>
    finishLists({
      ...{ s3, bucket: Bucket, lock, now, patienceHours: 4, objects: listObjects(s3, Bucket) },
      recommenders: { ensure: async () => undefined, release: async () => undefined },
    })(lists.step({ error: { Error: 'States.Timeout', Cause: 'Stopped.' } })),
  'fresh data: claim': ({ s3, lock }) =>
    claimFreshData({
      ...{ s3, bucket: Bucket, lock, kindOf: canonicalKind, now: () => NOW + 60_000 },
      openDeletionJob: async () => undefined,
    })(freshData.step()),
  'fresh data: import': ({ service, may }) => {
    const reads = [DescribeDatasetCommand, ListDatasetImportJobsCommand];
    const datasets = DATASET_TYPES.map((type) => [type, { datasetArn: `arn:${type}`, jobNamePrefix: type }]);
    const prepared = { ...PREPARED, files: [], rows: { ITEMS: 1, USERS: 1 }, preparedMs: NOW };
    return importData({
      personalize: whileLocked(service.client, may, reads),
      ...{ bucket: Bucket, roleArn: 'role', now, datasets: Object.fromEntries(datasets) as never },
    })(freshData.step({ prepared }));
  },
  'fresh data: prepare': ({ s3 }) =>
    prepare({
      ...{ s3, bucket: Bucket, now },
      batches: canonicalBatches(s3, Bucket, { holdout: 0, eventTypes: { a: 'View' }, escape: '\\' }),
    })(freshData.step()),
  'fresh data: finish': ({ s3, lock }) =>
    finishFreshData({ s3, bucket: Bucket, lock, now, sfn })(
      freshData.step({ prepared: PREPARED, imported: { datasets: ['ITEMS'] } }),
    ),
};

describe('an invocation that goes on after its run was stopped', () => {
  /** Runs a step, and takes the claim from it before its nth call; -1 for never. */
  const stopped = async (step: string, at: number) => {
    const [claimKey, execution] = CLAIMS[step.split(':')[0]];
    const bucket = new FakeBucket(now);
    for (const [key, text] of Object.entries({ ...PUT[step], [claimKey]: execution })) bucket.put(key, text);
    const { service } = batch.trainings(0);
    const contents = (): unknown => [
      bucket.keys().flatMap((key) => (key === claimKey ? [] : [[key, bucket.text(key)]])),
      service.calls.filter((call) => !PERSONALIZE_READS.test(call)),
    ];
    const before = contents();
    let atLoss: unknown;
    let calls = 0;
    const lock = runLock(bucket.client, sfn, { Bucket, Key: claimKey });
    const may = async (): Promise<boolean> => {
      // What a look says holds for the call that follows it.
      if (calls++ === at) {
        bucket.remove(claimKey);
        atLoss = contents();
      }
      return lock.holds(execution);
    };
    const failed = await STEPS[step]({ s3: lockedS3(bucket.client, may), lock, may, service }).then(
      () => undefined,
      (error: unknown) => error,
    );
    return { before, atLoss, after: contents(), calls, failed };
  };

  it.each(Object.keys(STEPS))('changes nothing more: %s', async (step) => {
    const whole = await stopped(step, -1);
    expect(whole.failed).toBeUndefined();
    expect(whole.after).not.toEqual(whole.before);
    expect(whole.calls).toBeGreaterThan(0);
    for (let at = 0; at < whole.calls; at++) {
      const { atLoss, after } = await stopped(step, at);
      expect([at, after]).toEqual([at, atLoss]);
    }
  });
});

describe('the client of a run', () => {
  let bucket: FakeBucket;
  let claimed: S3Client;
  let lock: RunLock;
  beforeEach(() => {
    bucket = new FakeBucket(now);
    lock = runLock(bucket.client, sfn, { Bucket, Key: 'claim' });
    claimed = lockedS3(bucket.client, () => lock.holds('one'));
    bucket.put('key', 'text');
  });

  it('changes what it likes while the run has the claim, and then fails in words, but goes on reading, page by page', async () => {
    await lock.take('one');
    await claimed.send(new PutObjectCommand({ Bucket, Key: 'new', Body: '' }));
    bucket.put('claim', 'another');
    for (const command of [
      new PutObjectCommand({ Bucket, Key: 'newer', Body: '' }),
      new DeleteObjectCommand({ Bucket, Key: 'key' }),
    ])
      await expect(claimed.send(command)).rejects.toMatchObject({
        name: 'LockLost',
        message: expect.stringContaining('was stopped, or another run has taken over') as string,
      });
    await claimed.send(new GetObjectCommand({ Bucket, Key: 'key' }));
    await claimed.send(new ListObjectsV2Command({ Bucket }));
    const keys: (string | undefined)[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client: claimed }, { Bucket }))
      keys.push(...Contents.map(({ Key }) => Key));
    expect(keys).toEqual(['claim', 'key', 'new']);
  });

  it('has no claim that was deleted, nor does anybody', async () => {
    await lock.take('one');
    expect([await lock.holds('one'), await lock.isAnothers('one')]).toEqual([true, false]);
    expect([await lock.holds('two'), await lock.isAnothers('two')]).toEqual([false, true]);
    await deleteLock(bucket.client, { Bucket, Key: 'claim' });
    expect([await lock.holds('one'), await lock.isAnothers('one')]).toEqual([false, false]);
  });
});
