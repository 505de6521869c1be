import type { FreshDataState } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { importData } from '../../../../lambda/fresh-data/steps/import-data';
import { shopArchive } from '../../../support/shop-archive';
import { serviceError } from '../../support/fake-personalize';
import { execution, GROUP, run, startedAt, step, stepsWorld, type StepsWorld } from './steps-world';

let world: StepsWorld;
beforeEach(() => (world = stepsWorld()));

describe('a run of fresh data that claims', () => {
  /** Drops files, and lets the burst pass. */
  const drop = (...paths: string[]): void => {
    for (const path of paths) world.bucket.put(`incoming/${path}`, 'x');
    world.clock.minutes += 1;
  };

  it('waits, as the run of a deployment, until S3 reports arrivals, and leaves the turn to others', async () => {
    const deployed = { next: 'wait', deployed: true } as const;
    world.bucket.put('incoming/items/1.csv', 'x');
    expect(await world.claimed(execution, { deployed: true })).toEqual(deployed);
    world.clock.minutes = Date.parse(startedAt) / 60_000 + 5.5;
    expect(await world.claimed(execution, deployed)).toEqual(deployed);
    expect(world.bucket.keys()).toEqual(['incoming/items/1.csv']);
    world.clock.minutes += 0.5;
    expect(await world.claimed(execution, deployed)).toEqual({ next: 'prepare' });
  });

  it('waits for the end of a data deletion job, with its turn but without the files', async () => {
    drop('items/1.csv');
    world.personalize.add('data-deletion-job', 'earlier', { datasetGroupArn: GROUP }).status = 'COMPLETED';
    const job = world.personalize.add('data-deletion-job', 'forget', { datasetGroupArn: GROUP });
    for (job.status of ['PENDING', 'IN_PROGRESS']) {
      expect(await world.claimed()).toEqual({ next: 'deletion' });
      expect(await world.claimed(`${execution}-other`)).toEqual({ next: 'leave' });
      expect(world.bucket.keys('incoming/')).toEqual(['incoming/items/1.csv']);
    }
    // It gives the files to a new execution, since one has 25,000 events.
    world.clock.minutes = Date.parse(startedAt) / 60_000 + 30 * 60;
    expect(await world.claimed()).toEqual({ next: 'finish' });
    expect(await world.finished({})).toEqual({ outcome: 'idle' });
    expect(world.started).toHaveLength(1);
    expect(world.bucket.keys('incoming/')).toEqual(['incoming/items/1.csv']);
    job.status = 'FAILED';
    expect(await world.claimed()).toEqual({ next: 'prepare' });
  });

  it('takes over from an execution that Step Functions no longer keeps', async () => {
    drop('items/1.csv');
    world.bucket.put('claims/incoming.json', `${execution}-long-ago`);
    world.forgotten.add(`${execution}-long-ago`);
    expect(await world.claimed()).toEqual({ next: 'prepare' });
  });

  it('leaves, when it cannot learn whether the holder works, to a retry', async () => {
    world.bucket.put('claims/incoming.json', 'another');
    const throttled = serviceError('ThrottlingException', 'Rate exceeded');
    world.sfn.send = () => Promise.reject(throttled);
    await expect(world.claimed()).rejects.toThrow('Rate exceeded');
    expect(world.bucket.text('claims/incoming.json')).toBe('another');
  });

  it('holds its turn although the answer to taking it was lost', async () => {
    drop('items/1.csv');
    world.bucket.onCall = (command) => {
      if (command !== 'PutObject') return;
      world.bucket.onCall = () => undefined;
      // The client sends it again, and is refused by its own first try.
      world.bucket.put('claims/incoming.json', execution);
    };
    expect(await world.claimed()).toEqual({ next: 'prepare' });
  });

  it('takes one turn of many that ask at once', async () => {
    const all = Array.from({ length: 10 }, (_, at) => `${execution}${at}`);
    for (const one of all) world.running.add(one);
    const answers = await Promise.all(all.map((one) => world.claimed(one)));
    expect(answers.filter(({ next }) => next === 'leave')).toHaveLength(9);
  });

  it('goes on where it broke off, with the parts but not with a second archive', async () => {
    world.bucket.put(`processing/${run}/items/1.csv`, 'x');
    drop('items/2.csv', 'shop.tar');
    expect(await world.claimed()).toEqual({ next: 'prepare' });
    expect(world.bucket.keys('processing/')).toHaveLength(2);
    expect(world.bucket.keys('incoming/')).toEqual(['incoming/shop.tar']);
  });

  it('leaves a file where it is that is replaced meanwhile, for the next run', async () => {
    world.bucket.put('incoming/items/1.csv', 'old');
    world.clock.minutes += 1;
    world.bucket.onCall = (command) => {
      if (command === 'CopyObject') world.bucket.put('incoming/items/1.csv', 'new');
    };
    expect(await world.claimed()).toEqual({ next: 'finish' });
    expect(world.bucket.text('incoming/items/1.csv')).toBe('new');
    world.bucket.onCall = (command) => {
      if (command === 'DeleteObject') world.bucket.put('incoming/items/1.csv', 'newest');
    };
    world.clock.minutes += 1;
    expect(await world.claimed()).toEqual({ next: 'prepare' });
    expect(world.bucket.text('incoming/items/1.csv')).toBe('newest');
    expect(world.bucket.text(`processing/${run}/items/1.csv`)).toBe('new');
  });

  it('fails when S3 does, and has taken nothing', async () => {
    drop('shop.tar');
    world.bucket.onCall = (command) => {
      if (command === 'CopyObject') throw serviceError('SlowDown', 'Please reduce your request rate.');
    };
    await expect(world.claimed()).rejects.toThrow('reduce your request rate');
    expect(world.bucket.keys('incoming/')).toEqual(['incoming/shop.tar']);
  });
});

describe('a run of fresh data that prepares', () => {
  const drop = (path: string, content: string | Buffer): void =>
    world.bucket.put(`processing/${run}/${path}`, content);

  it('says that there are too few interactions, before Personalize would minutes later', async () => {
    drop('shop.tar', shopArchive());
    const { problem, rows } = await world.prepared();
    expect(problem).toContain(
      'there are 3 interactions of 5 rows (2 left out: eventTypes does not map their type), and an import needs 1,000',
    );
    expect(rows).toEqual({ INTERACTIONS: 3, ITEMS: 2, USERS: 2 });
  });

  it('says how many interactions of parts have other event types', async () => {
    const typeOf = (at: number): string => (at < 922 ? 'ProductViewed' : 'Wished');
    const rows = Array.from({ length: 1_200 }, (_, at) => `i1,u${at},${typeOf(at)},${1_600_000_000 + at}`);
    drop('interactions/november.csv', `ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n${rows.join('\n')}\n`);
    expect((await world.prepared()).problem).toContain(
      'there are 922 interactions of 1,200 rows (278 left out: eventTypes does not map their type), and an import needs 1,000',
    );
  });

  it('names files that it does not know, and says what may be dropped', async () => {
    drop('shop.zip', 'x');
    const { kind, problem } = await world.prepared();
    expect(kind).toBe('unknown');
    expect(problem).toMatch(/^incoming\/shop\.zip: unknown file name; drop incoming\/NAME\.tar/);
  });

  it.each(['GetObject', 'PutObject'])('fails, to be tried again, when %s does', async (command) => {
    drop('users/1.csv', 'id,username,age,gender\nu1,a,1,F\n');
    world.bucket.onCall = (name) => {
      const error = serviceError('InternalError', 'We encountered an internal error.');
      if (name === command) throw Object.assign(error, { $metadata: {} });
    };
    await expect(world.prepared()).rejects.toThrow('internal error');
  });
});

describe('a run of fresh data that imports', () => {
  const datasets = {
    INTERACTIONS: { datasetArn: 'arn:interactions', jobNamePrefix: 'shop-interactions' },
    ITEMS: { datasetArn: 'arn:items', jobNamePrefix: 'shop-items' },
    USERS: { datasetArn: 'arn:users', jobNamePrefix: 'shop-users' },
  };
  const state = (kind: 'archive' | 'parts', rows: object): FreshDataState => ({
    prepared: { kind, files: [], rows, warnings: [], preparedMs: 100 * 60_000 },
  });
  const imported = (
    given: FreshDataState,
    some: Partial<typeof datasets> = datasets,
  ): ReturnType<ReturnType<typeof importData>> =>
    importData({
      ...{ personalize: world.personalize.client, bucket: 'data', roleArn: 'arn:role', now: world.now },
      datasets: some,
    })(step(given));
  const created = (): unknown[] => [...world.personalize.resources.values()].map(({ input }) => input);

  it.each([
    ['archive', 'FULL'],
    ['parts', 'INCREMENTAL'],
  ] as const)('of %s is %s, one job for each dataset', async (kind, importMode) => {
    const given = state(kind, { ITEMS: 5, USERS: 5 });
    expect(await imported(given)).toMatchObject({ datasets: [], waitingFor: expect.any(String) as string });
    world.clock.minutes += 1;
    expect(await imported(given)).toEqual({ datasets: ['ITEMS', 'USERS'] });
    const jobs = ['item', 'user'].map((of) => ({
      ...{ datasetArn: `arn:${of}s`, importMode },
      dataSource: { dataLocation: `s3://data/dataset/fresh/${run}/training_${of}.csv` },
    }));
    expect(created()).toMatchObject(jobs);
  });

  it.each([
    ['ResourceInUseException', 'An import of this dataset is under way.'],
    ['LimitExceededException', 'More than 5 resources with PENDING or IN_PROGRESS status.'],
  ])('waits for a deployment’s imports (%s), and not for ever', async (name, message) => {
    const given = state('parts', { ITEMS: 5 });
    world.personalize.failNext('CreateDatasetImportJob', serviceError(name, message), 2);
    expect(await imported(given)).toEqual({ datasets: [], waitingFor: `${name}: ${message}` });
    world.clock.minutes += 360;
    const problem = `after 6 hours still waiting for ${name}: ${message}`;
    expect(await imported(given)).toEqual({ datasets: [], problem });
  });

  it('imports no table of items that are only shown', async () => {
    const { INTERACTIONS } = datasets;
    const given = state('parts', { INTERACTIONS: 5, ITEMS: 5 });
    await imported(given, { INTERACTIONS });
    world.clock.minutes += 1;
    expect(await imported(given, { INTERACTIONS })).toEqual({ datasets: ['INTERACTIONS'] });
    expect(created()).toMatchObject([{ datasetArn: 'arn:interactions' }]);
  });

  it('waits for the end of all before it says what failed', async () => {
    const given = state('archive', { ITEMS: 5, USERS: 5 });
    await imported(given);
    const [items, users] = world.personalize.resources.values();
    items.failureReason = 'The disk is full.';
    users.createMinutes = 3;
    world.clock.minutes += 1;
    expect(await imported(given)).toMatchObject({ waitingFor: expect.stringContaining('users') as string });
    world.clock.minutes += 2;
    const problem: unknown = expect.stringContaining('The disk is full.');
    expect(await imported(given)).toEqual({ datasets: ['USERS'], problem });
  });
});
