import type { FreshDataState } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { importData } from '../../../../lambda/fresh-data/steps/import-data';
import { serviceError } from '../../support/fake-personalize';
import { run, step, stepsWorld, type StepsWorld } from './steps-world';

describe('the steps of fresh data: import', () => {
  let world: StepsWorld;
  beforeEach(() => (world = stepsWorld()));

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
