import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { FreshDataState } from '@ecommerce-recommenders/shop-data/contracts/fresh-data';
import { runName } from '@ecommerce-recommenders/shop-data/fresh-data/import-run';
import { canonicalKind } from '@ecommerce-recommenders/shop-data/fresh-data/next-batch';
import { CLAIM_KEY, STAGING_PREFIX } from '@ecommerce-recommenders/shop-data/fresh-data/places';
import { claim } from '../../../lambda/fresh-data/claim';
import { finish } from '../../../lambda/fresh-data/finish';
import { importData } from '../../../lambda/fresh-data/import-data';
import { executionClaim } from '../../../lambda/execution-claim';
import { prepare } from '../../../lambda/fresh-data/prepare';
import { canonicalBatches } from '../../../lambda/fresh-data-prepare/canonical-batches';
import { shopArchive } from '../../support/shop-archive';
import type { Clock } from '../support/clock';
import { FakePersonalize, serviceError } from '../support/fake-personalize';
import { FakeBucket } from './fake-bucket';

const STATES = 'arn:aws:states:eu-west-1:111122223333';
const execution = `${STATES}:execution:Shop-fresh-data:one`;
const startedAt = '2026-11-25T09:30:00.000Z';
const run = runName(startedAt, execution);
const step = (
  state: FreshDataState = {},
): { execution: string; startedAt: string; state: FreshDataState } => ({
  execution,
  startedAt,
  state,
});
const MINUTE_MS = 60_000;

describe('the steps of fresh data', () => {
  let bucket: FakeBucket;
  let clock: Clock;
  let personalize: FakePersonalize;
  /** Running executions, and those that were started. */
  let running: Set<string>;
  let started: unknown[];
  /** Executions that Step Functions no longer keeps. */
  let forgotten: Set<string>;
  let s3: S3Client;
  let sfn: SFNClient;
  const now = (): number => clock.minutes * MINUTE_MS;
  beforeEach(() => {
    clock = { minutes: 100 };
    bucket = new FakeBucket(now);
    ({ client: s3 } = bucket);
    personalize = new FakePersonalize(clock);
    running = new Set([execution]);
    started = [];
    forgotten = new Set();
    sfn = {
      send: async ({ input }: { input: { executionArn?: string; name?: string } }) => {
        if (input.executionArn !== undefined) {
          if (forgotten.has(input.executionArn)) throw serviceError('ExecutionDoesNotExist', 'gone');
          return { status: running.has(input.executionArn) ? 'RUNNING' : 'ABORTED' };
        }
        if (started.some((one) => (one as { name?: string }).name === input.name))
          throw serviceError('ExecutionAlreadyExists', 'there');
        started.push(input);
        return {};
      },
    } as unknown as SFNClient;
  });
  const turn = (): ReturnType<typeof executionClaim> =>
    executionClaim(s3, sfn, { Bucket: 'data', Key: CLAIM_KEY });
  const claimed = (by = execution): Promise<{ next: string }> =>
    claim({ s3, bucket: 'data', turn: turn(), kindOf: canonicalKind, now })({ execution: by, startedAt });
  const prepared = (): ReturnType<ReturnType<typeof prepare>> =>
    prepare({
      s3,
      bucket: 'data',
      batches: canonicalBatches(s3, 'data', {
        holdout: 0,
        eventTypes: { ProductViewed: 'View' },
        escape: '\\',
      }),
      now,
    })(step());
  const finished = (state: FreshDataState): ReturnType<ReturnType<typeof finish>> =>
    finish({ s3, sfn, bucket: 'data', turn: turn(), now })(step(state));

  describe('claim', () => {
    it('waits for the rest of a burst, then takes it', async () => {
      bucket.put('incoming/items/1.csv', 'x');
      expect(await claimed()).toEqual({ next: 'wait' });
      clock.minutes += 0.5;
      expect(await claimed()).toEqual({ next: 'prepare' });
      expect(bucket.keys()).toEqual(['claims/incoming.json', `processing/${run}/items/1.csv`]);
    });

    it('leaves to an execution that works already, and takes over from one that was aborted', async () => {
      bucket.put('incoming/items/1.csv', 'x');
      clock.minutes += 1;
      const other = `${STATES}:execution:Shop-fresh-data:other`;
      expect(await claimed()).toEqual({ next: 'prepare' });
      expect(await claimed(other)).toEqual({ next: 'leave' });
      running.clear();
      expect(await claimed(other)).toEqual({ next: 'finish' });
    });

    it('takes over from an execution that Step Functions no longer keeps', async () => {
      bucket.put('incoming/items/1.csv', 'x');
      clock.minutes += 1;
      bucket.put('claims/incoming.json', `${execution}-long-ago`);
      forgotten.add(`${execution}-long-ago`);
      expect(await claimed()).toEqual({ next: 'prepare' });
    });

    it('leaves, when it cannot learn whether the holder works, to a retry', async () => {
      bucket.put('claims/incoming.json', 'another');
      sfn.send = (() =>
        Promise.reject(serviceError('ThrottlingException', 'Rate exceeded'))) as SFNClient['send'];
      await expect(claimed()).rejects.toThrow('Rate exceeded');
      expect(bucket.text('claims/incoming.json')).toBe('another');
    });

    it('holds its turn although the answer to taking it was lost', async () => {
      bucket.put('incoming/items/1.csv', 'x');
      clock.minutes += 1;
      bucket.before = (command) => {
        if (command !== 'PutObject') return;
        bucket.before = () => undefined;
        // The client sends it again, and is refused by its own first try.
        bucket.put('claims/incoming.json', execution);
      };
      expect(await claimed()).toEqual({ next: 'prepare' });
    });

    it('takes one turn of many that ask at once', async () => {
      const all = Array.from({ length: 10 }, (_, at) => `${execution}${at}`);
      for (const one of all) running.add(one);
      const answers = await Promise.all(all.map((one) => claimed(one)));
      expect(answers.filter(({ next }) => next === 'leave')).toHaveLength(9);
    });

    it('goes on where it broke off, with the parts but not with a second archive', async () => {
      bucket.put(`processing/${run}/items/1.csv`, 'x');
      bucket.put('incoming/items/2.csv', 'x');
      bucket.put('incoming/shop.tar', 'x');
      clock.minutes += 1;
      expect(await claimed()).toEqual({ next: 'prepare' });
      expect(bucket.keys('processing/')).toHaveLength(2);
      expect(bucket.keys('incoming/')).toEqual(['incoming/shop.tar']);
    });

    it('leaves a file where it is that is replaced meanwhile, for the next run', async () => {
      bucket.put('incoming/items/1.csv', 'old');
      clock.minutes += 1;
      bucket.before = (command) => {
        if (command === 'CopyObject') bucket.put('incoming/items/1.csv', 'new');
      };
      expect(await claimed()).toEqual({ next: 'finish' });
      expect(bucket.text('incoming/items/1.csv')).toBe('new');
      bucket.before = (command) => {
        if (command === 'DeleteObject') bucket.put('incoming/items/1.csv', 'newest');
      };
      clock.minutes += 1;
      expect(await claimed()).toEqual({ next: 'prepare' });
      expect(bucket.text('incoming/items/1.csv')).toBe('newest');
      expect(bucket.text(`processing/${run}/items/1.csv`)).toBe('new');
    });

    it('fails when S3 does, and has taken nothing', async () => {
      bucket.put('incoming/shop.tar', 'x');
      clock.minutes += 1;
      bucket.before = (command) => {
        if (command === 'CopyObject') throw serviceError('SlowDown', 'Please reduce your request rate.');
      };
      await expect(claimed()).rejects.toThrow('reduce your request rate');
      expect(bucket.keys('incoming/')).toEqual(['incoming/shop.tar']);
    });
  });

  describe('prepare', () => {
    it('says what is wrong with an archive, and leaves no file for import', async () => {
      bucket.put(`processing/${run}/shop.tar`, shopArchive({ users: 'id,username\nu1,a\n' }));
      expect(await prepared()).toMatchObject({
        kind: 'archive',
        files: ['shop.tar'],
        rows: {},
        problem: expect.stringMatching(
          /^incoming\/shop\.tar: users\.csv, line 1: lacks the columns age, gender/,
        ) as string,
      });
      expect(bucket.keys('dataset/')).toEqual([]);
    });

    it('says that there are too few interactions, before Personalize would minutes later', async () => {
      bucket.put(`processing/${run}/shop.tar`, shopArchive());
      const { problem, rows } = await prepared();
      expect(problem).toContain('there are 3 interactions, and an import needs 1,000');
      expect(rows).toEqual({ INTERACTIONS: 3, ITEMS: 2, USERS: 2 });
    });

    it('makes a file for import of each table that has parts', async () => {
      bucket.put(`processing/${run}/users/1.csv`, 'id,username,age,gender\nu1,a,1,F\n');
      bucket.put(`processing/${run}/users/2.csv`, 'id,username,age,gender\nu2,b,,\n');
      expect(await prepared()).toMatchObject({ kind: 'parts', rows: { USERS: 2 } });
      expect(bucket.keys(`${STAGING_PREFIX}${run}/`)).toEqual([`${STAGING_PREFIX}${run}/training_user.csv`]);
    });

    it('names files that it does not know, and says what may be dropped', async () => {
      bucket.put(`processing/${run}/shop.zip`, 'x');
      expect(await prepared()).toMatchObject({
        kind: 'unknown',
        problem: expect.stringMatching(
          /^incoming\/shop\.zip: unknown file name; drop incoming\/NAME\.tar/,
        ) as string,
      });
    });

    it.each(['GetObject', 'PutObject'])('fails, to be tried again, when %s does', async (command) => {
      bucket.put(`processing/${run}/users/1.csv`, 'id,username,age,gender\nu1,a,1,F\n');
      bucket.before = (name) => {
        if (name === command)
          throw Object.assign(serviceError('InternalError', 'We encountered an internal error.'), {
            $metadata: {},
          });
      };
      await expect(prepared()).rejects.toThrow('internal error');
    });
  });

  describe('import', () => {
    const datasets = {
      INTERACTIONS: { datasetArn: 'arn:interactions', jobNamePrefix: 'shop-interactions' },
      ITEMS: { datasetArn: 'arn:items', jobNamePrefix: 'shop-items' },
      USERS: { datasetArn: 'arn:users', jobNamePrefix: 'shop-users' },
    };
    const state = (kind: 'archive' | 'parts', rows: object): FreshDataState => ({
      prepared: { kind, files: [], rows, warnings: [], preparedMs: 100 * MINUTE_MS },
    });
    const imported = (given: FreshDataState): ReturnType<ReturnType<typeof importData>> =>
      importData({ personalize: personalize.client, bucket: 'data', roleArn: 'arn:role', datasets, now })(
        step(given),
      );
    const created = (): unknown[] =>
      [...personalize.resources.values()].map(({ input: { datasetArn, importMode, dataSource } }) => ({
        datasetArn,
        importMode,
        dataSource,
      }));

    it.each([
      ['archive', 'FULL'],
      ['parts', 'INCREMENTAL'],
    ] as const)('of %s is %s, one job for each dataset', async (kind, importMode) => {
      const given = state(kind, { ITEMS: 5, USERS: 5 });
      expect(await imported(given)).toMatchObject({ datasets: [], waitingFor: expect.any(String) as string });
      clock.minutes += 1;
      expect(await imported(given)).toEqual({ datasets: ['ITEMS', 'USERS'] });
      const source = (file: string): object => ({
        dataLocation: `s3://data/dataset/fresh/${run}/training_${file}.csv`,
      });
      expect(created()).toEqual([
        { datasetArn: 'arn:items', importMode, dataSource: source('item') },
        { datasetArn: 'arn:users', importMode, dataSource: source('user') },
      ]);
    });

    it.each([
      ['ResourceInUseException', 'An import of this dataset is under way.'],
      ['LimitExceededException', 'More than 5 resources with PENDING or IN_PROGRESS status.'],
    ])('waits for a deployment’s imports (%s), and not for ever', async (name, message) => {
      const given = state('parts', { ITEMS: 5 });
      personalize.failNext('CreateDatasetImportJob', serviceError(name, message), 2);
      expect(await imported(given)).toEqual({ datasets: [], waitingFor: `${name}: ${message}` });
      clock.minutes += 360;
      expect(await imported(given)).toEqual({
        datasets: [],
        problem: `after 6 hours still waiting for ${name}: ${message}`,
      });
    });

    it('waits for the end of all before it says what failed', async () => {
      const given = state('archive', { ITEMS: 5, USERS: 5 });
      await imported(given);
      const [items, users] = personalize.resources.values();
      items.failureReason = 'The disk is full.';
      users.createMinutes = 3;
      clock.minutes += 1;
      expect(await imported(given)).toMatchObject({ waitingFor: expect.stringContaining('users') as string });
      clock.minutes += 2;
      expect(await imported(given)).toEqual({
        datasets: ['USERS'],
        problem: expect.stringContaining('The disk is full.') as string,
      });
    });
  });

  describe('finish', () => {
    const good: FreshDataState = {
      prepared: {
        kind: 'archive',
        files: ['shop.tar'],
        rows: { ITEMS: 5 },
        warnings: ['Few.'],
        preparedMs: 0,
      },
      imported: { datasets: ['ITEMS'] },
    };
    const report = (): unknown => JSON.parse(bucket.text(`runs/${run}.json`));
    beforeEach(async () => {
      bucket.put(`processing/${run}/shop.tar`, 'archive');
      bucket.put(`dataset/fresh/${run}/training_item.csv`, 'new');
      bucket.put('dataset/training_item.csv', 'old');
      await turn().take(execution);
    });

    it('gives the files of a whole archive to the commands, and keeps a report', async () => {
      expect(await finished(good)).toEqual({ outcome: 'imported' });
      expect(bucket.keys()).toEqual([
        'dataset/training_item.csv',
        `processed/${run}/shop.tar`,
        `runs/${run}.json`,
      ]);
      expect(bucket.text('dataset/training_item.csv')).toBe('new');
      expect(report()).toEqual({
        run,
        outcome: 'imported',
        execution,
        startedAt,
        endedAt: '1970-01-01T01:40:00.000Z',
        kind: 'archive',
        files: ['shop.tar'],
        rows: { ITEMS: 5 },
        warnings: ['Few.'],
      });
      expect(started).toEqual([]);
    });

    it('comes to the same when it is repeated', async () => {
      await finished(good);
      const before = [bucket.keys(), report()];
      expect(await finished(good)).toEqual({ outcome: 'imported' });
      expect([bucket.keys(), report()]).toEqual(before);
    });

    it('leaves the commands what they had where only parts were added, and gives them these as well', async () => {
      await finished({ ...good, prepared: { ...good.prepared!, kind: 'parts' } });
      expect(bucket.text('dataset/training_item.csv')).toBe('old');
      expect(bucket.text(`dataset/added/training_item.csv/${run}.csv`)).toBe('new');
    });

    it('takes what parts have added away where a whole archive takes their place', async () => {
      bucket.put('dataset/added/training_user.csv/earlier.csv', 'added');
      await finished(good);
      expect(bucket.keys().filter((key) => key.startsWith('dataset/'))).toEqual([
        'dataset/training_item.csv',
      ]);
    });

    it.each<[string, FreshDataState, string, RegExp]>([
      [
        'data that is refused',
        { prepared: { ...good.prepared!, problem: 'shop.tar: bad' } },
        'refused',
        /refused: shop\.tar: bad\. What was imported before stays .* files are in s3:\/\/data\/refused\//,
      ],
      [
        'an import that failed in part',
        { ...good, imported: { datasets: ['ITEMS'], problem: 'job x failed' } },
        'failed',
        /could not be imported: job x failed\. Imported are ITEMS; of the others what was there before stays/,
      ],
      [
        'a step that broke off',
        { error: { Error: 'Error', Cause: '{"errorType":"Error","errorMessage":"SlowDown: slow"}' } },
        'failed',
        /could not be imported: SlowDown: slow\. What was there before stays/,
      ],
      [
        'a function that ended otherwise',
        { error: { Error: 'Sandbox.Timedout', Cause: 'RequestId: 1 Error: Task timed out' } },
        'failed',
        /Sandbox\.Timedout: RequestId: 1 Error: Task timed out/,
      ],
    ])('keeps the old data after %s, and says so', async (_what, state, outcome, words) => {
      const answer = await finished(state);
      expect(answer).toEqual({ outcome, problem: expect.stringMatching(words) as string });
      expect(bucket.keys()).toEqual([
        'dataset/training_item.csv',
        `refused/${run}/report.json`,
        `refused/${run}/shop.tar`,
        `runs/${run}.json`,
      ]);
      expect(bucket.text('dataset/training_item.csv')).toBe('old');
      expect(report()).toMatchObject({ outcome, problem: answer.problem, files: ['shop.tar'] });
    });

    it('starts the next run where more has come, after its turn is given back', async () => {
      bucket.put('incoming/items/1.csv', 'x');
      await finished(good);
      expect(started).toEqual([
        { stateMachineArn: `${STATES}:stateMachine:Shop-fresh-data`, name: `after-${run}` },
      ]);
      expect(bucket.keys('claims/')).toEqual([]);
    });

    it('is content with the next run that its first try has started', async () => {
      bucket.put('incoming/items/1.csv', 'x');
      await finished(good);
      await finished(good);
      expect(started).toHaveLength(1);
    });

    it('starts no other one where this one could take nothing: it would not end', async () => {
      await bucket.remove(`processing/${run}/shop.tar`);
      bucket.put('incoming/items/1.csv', 'x');
      expect((await finished({ error: { Error: 'AccessDenied' } })).outcome).toBe('failed');
      expect(started).toEqual([]);
    });

    it('looks once more where it had nothing to do: a file may have come just then', async () => {
      bucket.put('incoming/items/1.csv', 'x');
      expect(await finished({})).toEqual({ outcome: 'idle' });
      expect(started).toHaveLength(1);
    });
  });
});
