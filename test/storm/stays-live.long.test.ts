import { OWNER_TAG, STOP_AGAIN_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { LATENCIES } from 'embedded-aws/latency';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { recommenderArnOf, shopAccount } from './shop-account';
import { PLACES, shopAssemblies, type Place, type Shop } from './shop-assemblies';
import { smallShop, TABLES } from './small-shop';

const CORE = { archive: smallShop(), trainingTimeoutHours: 1, useCases: ['most-viewed', 'best-sellers'] };
const ADD_ONS = {
  eventTracker: true,
  filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' },
  metricAttribution: { orders: { event: 'Purchase' } },
  ranking: true,
} as const satisfies Partial<Shop>;
const LIVE = { ...CORE, ...ADD_ONS };
const HOURLY = {
  ...CORE,
  runningHours: { days: 'MON-FRI', from: '08:00', to: '20:00', timeZone: 'UTC' },
};
/** Options that make a deployment update both recommenders. */
const RATES = {
  'most-viewed': { minRecommendationRequestsPerSecond: 2 },
  'best-sellers': { minRecommendationRequestsPerSecond: 2 },
};
/** Add-ons whose state machines have fixed names. */
const WITH_RUNS: Readonly<Record<string, Partial<Shop>>> = {
  lists: { serving: { 'best-sellers': 'lists' } },
  segments: { segments: { items: ['i1'], size: 2 } },
  batches: { batches: true },
  'fresh-data': { freshData: true },
};
const places = Object.keys(PLACES) as Place[];

const SHOPS = shopAssemblies<string>({
  ...Object.fromEntries(
    places.flatMap((place): [string, Shop][] => [
      [place, { ...LIVE, place }],
      // The same with another use case, whose training is to fail.
      [`${place}-more`, { ...LIVE, place, useCases: [...CORE.useCases, 'recommended-for-you'] }],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(WITH_RUNS).flatMap(([name, addOn]): [string, Shop][] => [
      [name, { ...CORE, ...addOn, place: 'own' }],
      [`${name}-moved`, { ...CORE, ...addOn, place: 'add-ons-moved' }],
    ]),
  ),
  'without-runs': { ...CORE, place: 'own' },
  users: { ...LIVE, data: TABLES },
  'without-users': { ...LIVE, data: { ...TABLES, users: undefined } },
  'one-use-case': { ...LIVE, useCases: ['most-viewed'] },
  'in-hours': HOURLY,
  'in-hours-faster': { ...HOURLY, useCases: { ...RATES, 'recommended-for-you': {} } },
  'in-hours-filtered': { ...HOURLY, filters: ADD_ONS.filters },
  'two-hours': { ...CORE, trainingTimeoutHours: 2 },
  'two-hours-dearer': { ...CORE, archive: smallShop({ price: 99 }), trainingTimeoutHours: 2 },
  'one-hour': CORE,
});

const account = shopAccount(SHOPS, { each: true });

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

describe('a shop whose table of users goes', () => {
  it('keeps all that is live, and the dataset until the end of the stack, and takes it back', async () => {
    await account.created(SHOPS.users);
    const before = await account.live();
    await account.updated(SHOPS['without-users']);
    expect(sameData(await account.live())).toEqual(sameData(before));
    const { datasets = [] } = await account.personalize.listDatasets({});
    expect(datasets.map(({ datasetType }) => datasetType).sort()).toEqual(['INTERACTIONS', 'ITEMS', 'USERS']);
    expect((await notDeleted()).join()).toContain('put its table into the setting data again');

    await account.updated(SHOPS.users);
    expect(await account.live()).toEqual(before);
    await account.updated(SHOPS['without-users']);
    await account.gone();
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
    await account.created(SHOPS['without-users']);
    const before = await account.live();
    await account.turnedBack(SHOPS.users, [fault]);
    expect(await account.live()).toEqual(before);
    await account.updated(SHOPS.users);
    expect(sameData(await account.live())).toEqual(sameData(before));
    await account.gone();
  });
});

/** When the recommenders of the stack were created, and what was imported. */
async function made(): Promise<unknown[]> {
  const { datasetImportJobs = [] } = await account.personalize.listDatasetImportJobs({});
  return [
    (await account.recommenders()).map(({ name, creationDateTime }) => [name, creationDateTime]),
    datasetImportJobs.map(({ jobName }) => jobName).sort(),
  ];
}

describe('a shop that moves in its stack', () => {
  const moves = places.flatMap((from, at) => places.slice(at + 1).map((to) => [from, to] as const));
  /** Each place once as the one that it moves from, and once as the one that it moves to. */
  const round = places.map((from, at) => [from, places[(at + 1) % places.length]] as const);

  it.each(moves)('from %s to %s and back keeps all that is live', async (from, to) => {
    await account.created(SHOPS[from]);
    const before = await account.live();
    const madeBefore = await made();
    for (const place of [to, from]) {
      await account.updated(SHOPS[place]);
      expect(await notDeleted()).toEqual([]);
      expect(ofPersonalize(await account.live())).toEqual(ofPersonalize(before));
    }
    expect(await made()).toEqual(madeBefore);
    await account.gone();
  });

  it.each(round)('from %s to %s, where a training fails, keeps all that is live', async (from, to) => {
    await account.created(SHOPS[from]);
    const before = await account.live();
    await account.turnedBack(SHOPS[`${to}-more`], [
      { fault: 'training-failure', useCase: 'recommended-for-you', reason: 'No.' },
    ]);
    expect(await account.live()).toEqual(before);
    await account.gone();
  });

  it.each(Object.keys(WITH_RUNS))(
    'with %s fails before it changes anything, and goes well once they are off',
    async (name) => {
      // Exact latencies: the clock moves from one event to the next, and never past a function that waits to retry.
      await account.anew({ latency: LATENCIES.fast });
      await account.created(SHOPS[name]);
      const before = await account.live();
      expect(await account.turnedBack(SHOPS[`${name}-moved`])).toContain('State Machine Already Exists');
      expect(await account.live()).toEqual(before);

      await account.updated(SHOPS['without-runs']);
      await account.updated(SHOPS[`${name}-moved`]);
      await account.gone();
    },
  );
});

describe('a recommender that has lost its tag', () => {
  it('is deleted with its use case', async () => {
    await account.created(SHOPS.app);
    const resourceArn = recommenderArnOf('best-sellers');
    await account.personalize.untagResource({ resourceArn, tagKeys: [OWNER_TAG] });
    await account.updated(SHOPS['one-use-case']);
    await account.until(async () => (await account.recommenders()).length === 1);
    expect((await account.recommenders())[0].name).toBe('most-viewed');
    await account.gone();
  });
});

describe('a first deployment that fails within seconds', () => {
  const denied = (operation: string): Fault => ({ fault: 'access-denied', operation });

  it.each<[string, Fault]>([
    ['the data cannot be prepared', { fault: 'function-crash', function: '*PrepareDataProvideronEvent*' }],
    ...[
      ...['CreateDatasetGroup', 'CreateDataset', 'CreateDatasetImportJob', 'CreateRecommender'],
      ...['CreateEventTracker', 'CreateFilter'],
    ].map((operation): [string, Fault] => [`${operation} is denied`, denied(operation)]),
  ])('while reads are a minute stale leaves nothing behind: %s', async (_why, fault) => {
    account.aws.faults.set([{ fault: 'stale-read', service: 'personalize', seconds: 60 }, fault]);
    expect((await account.create(SHOPS.app)).status).toBe('ROLLBACK_COMPLETE');
    account.aws.faults.set([]);
    expect((await account.personalize.listFilters({})).Filters).toEqual([]);
    await account.gone();
  });
});

describe('recommenders that are stopped while a deployment updates them', () => {
  /** Status and rate of each, and whether it is marked to be stopped again. */
  const recommenders = async (): Promise<(readonly [string | undefined, number, boolean])[]> =>
    Promise.all(
      (await account.recommenders()).map(async ({ status, recommenderArn, recommenderConfig }) => {
        const { tags = [] } = await account.personalize.listTagsForResource({ resourceArn: recommenderArn });
        const isMarked = tags.some(({ tagKey }) => tagKey === STOP_AGAIN_TAG);
        return [status, recommenderConfig?.minRecommendationRequestsPerSecond ?? 1, isMarked] as const;
      }),
    );

  it('are stopped again by the rollback, and a later deployment leaves them in service', async () => {
    await account.created(SHOPS['in-hours']);
    const arns = (await account.recommenders()).map(({ recommenderArn }) => recommenderArn);
    for (const recommenderArn of arns) await account.personalize.stopRecommender({ recommenderArn });
    const before = await recommenders();

    const denied: Fault = { fault: 'access-denied', operation: 'CreateRecommender' };
    await account.turnedBack(SHOPS['in-hours-faster'], [denied], { mayBeStopped: true });
    // At once: the schedule would stop them, too, at the end of the hours.
    expect(await recommenders()).toEqual(before.map(([, rate]) => ['INACTIVE', rate, false]));

    for (const recommenderArn of arns) await account.personalize.startRecommender({ recommenderArn });
    await account.updated(SHOPS['in-hours-filtered']);
    await account.gone();
  });
});

describe('imports that take longer than one custom resource may wait', () => {
  const importing = (minutes: number): typeof LATENCIES.fast => ({
    ...LATENCIES.fast,
    create: { ...LATENCIES.fast.create, datasetImportJob: minutes * 60_000 },
  });

  it('are waited for as long as trainings', async () => {
    await account.anew({ latency: importing(70) });
    await account.created(SHOPS['two-hours']);
    const before = await account.live();
    await account.updated(SHOPS['two-hours-dearer']);
    expect(await account.live()).toEqual(before);
    await account.gone();
  });

  it('fail with the setting to raise, and leave nothing behind', async () => {
    await account.anew({ latency: importing(140) });
    const { status, reasons } = await account.create(SHOPS['one-hour']);
    expect([status, reasons.join()]).toEqual([
      'ROLLBACK_COMPLETE',
      expect.stringContaining('Raise the setting trainingTimeoutHours'),
    ]);
    await account.gone();
  });

  it('are followed by deletions that are waited for, too', async () => {
    const remove = { ...LATENCIES.fast.remove, recommender: 100 * 60_000 };
    await account.anew({ latency: { ...LATENCIES.fast, remove } });
    await account.created(SHOPS['two-hours']);
    await account.gone();
  });
});
