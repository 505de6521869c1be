import {
  DescribeRecommenderCommand,
  ListDatasetImportJobsCommand,
  ListDatasetsCommand,
  ListFiltersCommand,
  ListTagsForResourceCommand,
  StartRecommenderCommand,
  StopRecommenderCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-personalize';
import { OWNER_TAG, STOP_AGAIN_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { LATENCIES } from 'embedded-aws/latency';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { PLACES, shopAssemblies, type Place, type Shop } from './shop-assemblies';
import { smallShop } from './small-shop';
import {
  startStormAccount,
  type Outcome,
  type StormAccount,
  type StormAccountOptions,
} from '@ecommerce-recommenders/tools/rehearse/storm-account';

/** The tables of the archive, as a shop's own. */
const TABLES = {
  interactions: {
    files: 'interactions.csv',
    user: 'USER_ID',
    item: 'ITEM_ID',
    time: { column: 'TIMESTAMP', format: 'seconds' },
    event: 'EVENT_TYPE',
  },
  items: { files: 'items.csv', id: 'id', category: 'category', price: 'price' },
  users: { files: 'users.csv', id: 'id', columns: { AGE: { from: 'age', type: 'int' } } },
};

const CORE = { archive: smallShop(), trainingTimeoutHours: 1, useCases: ['most-viewed', 'best-sellers'] };
const ADD_ONS = {
  eventTracker: true,
  filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' },
  metricAttribution: { orders: { event: 'Purchase' } },
  ranking: true,
} as const satisfies Partial<Shop>;
const LIVE = { ...CORE, ...ADD_ONS };
const WITH_USERS = { ...LIVE, data: TABLES };
const HOURLY = {
  ...CORE,
  runningHours: { days: 'MON-FRI', from: '08:00', to: '20:00', timeZone: 'UTC' },
};
/** Options that make a deployment update both recommenders. */
const RATES = {
  'most-viewed': { minRecommendationRequestsPerSecond: 2 },
  'best-sellers': { minRecommendationRequestsPerSecond: 2 },
};
const places = Object.keys(PLACES) as Place[];

const SHOPS = shopAssemblies<string>({
  ...Object.fromEntries(places.map((place) => [place, { ...LIVE, place }])),
  // The same with another use case, whose training is to fail.
  ...Object.fromEntries(
    places.map((place) => [
      `${place}-more`,
      { ...LIVE, place, useCases: [...CORE.useCases, 'recommended-for-you'] },
    ]),
  ),
  users: WITH_USERS,
  'without-users': { ...LIVE, data: { ...TABLES, users: undefined } },
  'one-use-case': { ...LIVE, useCases: ['most-viewed'] },
  'in-hours': HOURLY,
  'in-hours-faster': { ...HOURLY, useCases: { ...RATES, 'recommended-for-you': {} } },
  'in-hours-filtered': { ...HOURLY, filters: ADD_ONS.filters },
  'two-hours': { ...CORE, trainingTimeoutHours: 2 },
  'two-hours-dearer': { ...CORE, archive: smallShop({ price: 99 }), trainingTimeoutHours: 2 },
  'one-hour': CORE,
});

let account: StormAccount;
const start = async (latency?: StormAccountOptions['latency']): Promise<void> => {
  await account?.close();
  account = await startStormAccount(Object.values(SHOPS), { latency });
};
beforeEach(() => start());
afterAll(() => account.close());

const under = async (faults: readonly Fault[], operation: () => Promise<Outcome>) => {
  account.aws.faults.set(faults);
  const { status, reasons } = await operation();
  account.aws.faults.set([]);
  if (status.endsWith('ROLLBACK_FAILED')) throw new Error(reasons.join('\n'));
  return status;
};
/** Reasons of deletions that failed, in all operations of the stack. */
const notDeleted = async (): Promise<string[]> =>
  (await account.events()).flatMap(({ LogicalResourceId, ResourceStatus, ResourceStatusReason }) =>
    ResourceStatus === 'DELETE_FAILED' ? [`${LogicalResourceId}: ${ResourceStatusReason}`] : [],
  );
const without = (outputs: Readonly<Record<string, string>>, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(outputs).filter(([name]) => !names.includes(name)));
/** Outputs that a change of tables leaves as they are: other columns make another solution for the ranking. */
const sameData = (outputs: Readonly<Record<string, string>>): object =>
  without(outputs, ['RankingCampaignArn']);
/** Outputs whose names do not come from CloudFormation, which gives a resource that moves another one. */
const ofPersonalize = (outputs: Readonly<Record<string, string>>): object =>
  without(outputs, ['DataBucketName', 'ImportRoleArn', 'AnalystRoleArn']);
const datasets = async (): Promise<(string | undefined)[]> =>
  (await account.personalize.send(new ListDatasetsCommand({})))
    .datasets!.map(({ datasetType }) => datasetType)
    .sort();
const expectNothingLeft = async (): Promise<void> => {
  expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
  expect(await account.inventory()).toEqual([]);
};

describe('a shop whose table of users goes', () => {
  it('keeps all that is live, and the dataset until the end of the stack, and takes it back', async () => {
    expect(await account.create(SHOPS.users)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const before = await account.live();
    expect((await account.update(SHOPS['without-users'])).status).toBe('UPDATE_COMPLETE');
    expect(sameData(await account.live())).toEqual(sameData(before));
    expect(await datasets()).toEqual(['INTERACTIONS', 'ITEMS', 'USERS']);
    const events = await account.events();
    const said = events.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_FAILED');
    expect(said.map(({ ResourceStatusReason }) => ResourceStatusReason).join()).toContain(
      'put its table into the setting data again',
    );

    expect((await account.update(SHOPS.users)).status).toBe('UPDATE_COMPLETE');
    expect(await account.live()).toEqual(before);
    expect((await account.update(SHOPS['without-users'])).status).toBe('UPDATE_COMPLETE');
    await account.live();
    await expectNothingLeft();
  });
});

describe('a shop that gets a table of users', () => {
  it.each<[string, Fault]>([
    ['its import', { fault: 'import-failure', datasetType: 'USERS', times: 1, reason: 'No.' }],
    // The dataset and its import come first.
    [
      'what comes after it',
      { fault: 'function-crash', function: '*CoreProvideronEvent*', after: 2, times: 1 },
    ],
  ])('keeps all that is live where %s fails', async (_what, fault) => {
    expect((await account.create(SHOPS['without-users'])).status).toBe('CREATE_COMPLETE');
    const before = await account.live();
    expect(await under([fault], () => account.update(SHOPS.users))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await account.live()).toEqual(before);
    expect((await account.update(SHOPS.users)).status).toBe('UPDATE_COMPLETE');
    expect(sameData(await account.live())).toEqual(sameData(before));
    await expectNothingLeft();
  });
});

describe('a shop that moves in its stack', () => {
  const moves = places.flatMap((from, at) => places.slice(at + 1).map((to) => [from, to] as const));
  /** Each place once as the one that it moves from, and once as the one that it moves to. */
  const round = places.map((from, at) => [from, places[(at + 1) % places.length]] as const);

  it.each(moves)('from %s to %s and back keeps all that is live', async (from, to) => {
    expect((await account.create(SHOPS[from])).status).toBe('CREATE_COMPLETE');
    const before = await account.live();
    const [trained, imported] = [await trainedAt(), await imports()];
    for (const place of [to, from]) {
      expect((await account.update(SHOPS[place])).status).toBe('UPDATE_COMPLETE');
      expect(await notDeleted()).toEqual([]);
      expect(ofPersonalize(await account.live())).toEqual(ofPersonalize(before));
    }
    // Nothing was made anew.
    expect([await trainedAt(), await imports()]).toEqual([trained, imported]);
    await expectNothingLeft();
  });

  it.each(round)('from %s to %s, where a training fails, keeps all that is live', async (from, to) => {
    expect((await account.create(SHOPS[from])).status).toBe('CREATE_COMPLETE');
    const before = await account.live();
    const failing: Fault = { fault: 'training-failure', useCase: 'recommended-for-you', reason: 'No.' };
    expect(await under([failing], () => account.update(SHOPS[`${to}-more`]))).toBe(
      'UPDATE_ROLLBACK_COMPLETE',
    );
    expect(await account.live()).toEqual(before);
    await expectNothingLeft();
  });
});

/** When each recommender of the stack was created. */
async function trainedAt(): Promise<unknown[]> {
  const outputs = await account.outputs();
  const arns = [outputs.MostViewedRecommenderArn, outputs.BestSellersRecommenderArn];
  return Promise.all(
    arns.map(async (recommenderArn) => {
      const { recommender } = await account.personalize.send(
        new DescribeRecommenderCommand({ recommenderArn }),
      );
      return recommender?.creationDateTime;
    }),
  );
}

async function imports(): Promise<unknown[]> {
  const { datasetImportJobs = [] } = await account.personalize.send(new ListDatasetImportJobsCommand({}));
  return datasetImportJobs.map(({ jobName }) => jobName).sort();
}

describe('a recommender that has lost its tag', () => {
  it('is deleted with its use case', async () => {
    expect((await account.create(SHOPS.app)).status).toBe('CREATE_COMPLETE');
    const { BestSellersRecommenderArn: resourceArn } = await account.live();
    await account.personalize.send(new UntagResourceCommand({ resourceArn, tagKeys: [OWNER_TAG] }));
    expect(await account.update(SHOPS['one-use-case'])).toMatchObject({
      status: 'UPDATE_COMPLETE',
      reasons: [],
    });
    await account.live();
    await account.until(async () =>
      account.personalize
        .send(new DescribeRecommenderCommand({ recommenderArn: resourceArn }))
        .then(() => false)
        .catch((error: Error) => error.name === 'ResourceNotFoundException'),
    );
    await expectNothingLeft();
  });
});

describe('a first deployment that fails within seconds', () => {
  it('because the data cannot be prepared, while reads are a minute stale, leaves nothing behind', async () => {
    const status = await under(
      [
        { fault: 'stale-read', service: 'personalize', seconds: 60 },
        { fault: 'function-crash', function: '*PrepareDataProvideronEvent*' },
      ],
      () => account.create(SHOPS.app),
    );
    expect(status).toBe('ROLLBACK_COMPLETE');
    await expectNothingLeft();
  });

  it.each([
    'CreateDatasetGroup',
    'CreateDataset',
    'CreateDatasetImportJob',
    'CreateRecommender',
    'CreateEventTracker',
    'CreateFilter',
  ])('while reads are a minute stale leaves nothing behind: %s is denied', async (operation) => {
    const status = await under(
      [
        { fault: 'stale-read', service: 'personalize', seconds: 60 },
        { fault: 'access-denied', operation },
      ],
      () => account.create(SHOPS.app),
    );
    expect(status).toBe('ROLLBACK_COMPLETE');
    const filters = await account.personalize.send(new ListFiltersCommand({}));
    expect(filters.Filters).toEqual([]);
    await expectNothingLeft();
  });
});

describe('recommenders that are stopped while a deployment updates them', () => {
  const recommenders = async (): Promise<(readonly [string | undefined, number | undefined, boolean])[]> => {
    const { MostViewedRecommenderArn, BestSellersRecommenderArn } = await account.outputs();
    return Promise.all(
      [MostViewedRecommenderArn, BestSellersRecommenderArn].map(async (arn) => {
        const { recommender } = await account.personalize.send(
          new DescribeRecommenderCommand({ recommenderArn: arn }),
        );
        const { tags = [] } = await account.personalize.send(
          new ListTagsForResourceCommand({ resourceArn: arn }),
        );
        const { status, recommenderConfig } = recommender!;
        const isMarked = tags.some(({ tagKey }) => tagKey === STOP_AGAIN_TAG);
        return [status, recommenderConfig?.minRecommendationRequestsPerSecond, isMarked] as const;
      }),
    );
  };

  it('are stopped again by the rollback, and a later deployment leaves them in service', async () => {
    expect((await account.create(SHOPS['in-hours'])).status).toBe('CREATE_COMPLETE');
    const { MostViewedRecommenderArn, BestSellersRecommenderArn } = await account.live();
    const arns = [MostViewedRecommenderArn, BestSellersRecommenderArn];
    for (const recommenderArn of arns)
      await account.personalize.send(new StopRecommenderCommand({ recommenderArn }));
    const before = await recommenders();

    const denied: Fault = { fault: 'access-denied', operation: 'CreateRecommender' };
    expect(
      await under([denied], () => account.update(SHOPS['in-hours-faster'], { mayBeStopped: true })),
    ).toBe('UPDATE_ROLLBACK_COMPLETE');
    // At once: the schedule would stop them, too, at the end of the hours.
    expect((await recommenders()).map(([status, rate, isMarked]) => [status, rate ?? 1, isMarked])).toEqual(
      before.map(([, rate]) => ['INACTIVE', rate ?? 1, false]),
    );

    for (const recommenderArn of arns)
      await account.personalize.send(new StartRecommenderCommand({ recommenderArn }));
    expect((await account.update(SHOPS['in-hours-filtered'])).status).toBe('UPDATE_COMPLETE');
    await account.live();
    await expectNothingLeft();
  });
});

describe('imports that take longer than one custom resource may wait', () => {
  const slow = { ...LATENCIES.fast, create: { ...LATENCIES.fast.create, datasetImportJob: 70 * 60_000 } };

  it('are waited for as long as trainings', async () => {
    await start(slow);
    expect((await account.create(SHOPS['two-hours'])).status).toBe('CREATE_COMPLETE');
    const before = await account.live();
    expect((await account.update(SHOPS['two-hours-dearer'])).status).toBe('UPDATE_COMPLETE');
    expect(await account.live()).toEqual(before);
    await expectNothingLeft();
  });

  it('fail with the setting to raise, and leave nothing behind', async () => {
    await start({ ...slow, create: { ...slow.create, datasetImportJob: 140 * 60_000 } });
    const { status, reasons } = await account.create(SHOPS['one-hour']);
    expect([status, reasons.join()]).toEqual([
      'ROLLBACK_COMPLETE',
      expect.stringContaining('Raise the setting trainingTimeoutHours'),
    ]);
    await expectNothingLeft();
  });

  it('are followed by deletions that are waited for, too', async () => {
    await start({ ...LATENCIES.fast, remove: { ...LATENCIES.fast.remove, recommender: 100 * 60_000 } });
    expect((await account.create(SHOPS['two-hours'])).status).toBe('CREATE_COMPLETE');
    await expectNothingLeft();
  });
});
