import {
  DescribeRecommenderCommand,
  ListDatasetsCommand,
  ListFiltersCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-personalize';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { expectLive } from './expect-live';
import { PLACES, shopAssemblies, type Place, type Shop } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from './storm-account';

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
});

let account: StormAccount;
beforeEach(async () => {
  account = await startStormAccount(Object.values(SHOPS));
});
afterEach(() => account.close());

const under = async (faults: readonly Fault[], operation: () => Promise<{ status: string }>) => {
  account.aws.faults.set(faults);
  const { status } = await operation();
  account.aws.faults.set([]);
  return status;
};
/** Reasons of deletions that failed, in all operations of the stack. */
const notDeleted = async (): Promise<string[]> =>
  (await account.events()).flatMap(({ LogicalResourceId, ResourceStatus, ResourceStatusReason }) =>
    ResourceStatus === 'DELETE_FAILED' ? [`${LogicalResourceId}: ${ResourceStatusReason}`] : [],
  );
/** Outputs that a change of tables leaves as they are: other columns make another solution for the ranking. */
const sameData = ({ RankingCampaignArn, ...outputs }: Readonly<Record<string, string>>): object => outputs;
const datasets = async (): Promise<(string | undefined)[]> =>
  (await account.personalize.send(new ListDatasetsCommand({}))).datasets!
    .map(({ datasetType }) => datasetType)
    .sort();
const expectNothingLeft = async (): Promise<void> => {
  expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
  expect(await account.inventory()).toEqual([]);
};

describe('a shop whose table of users goes', () => {
  it('keeps all that is live, and the dataset until the end of the stack, and takes it back', async () => {
    expect(await account.create(SHOPS.users)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const before = await expectLive(account);
    expect((await account.update(SHOPS['without-users'])).status).toBe('UPDATE_COMPLETE');
    expect(sameData(await expectLive(account))).toEqual(sameData(before));
    expect(await datasets()).toEqual(['INTERACTIONS', 'ITEMS', 'USERS']);
    const events = await account.events();
    const said = events.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_FAILED');
    expect(said.map(({ ResourceStatusReason }) => ResourceStatusReason).join()).toContain(
      'put its table into the setting data again',
    );

    expect((await account.update(SHOPS.users)).status).toBe('UPDATE_COMPLETE');
    expect(await expectLive(account)).toEqual(before);
    expect((await account.update(SHOPS['without-users'])).status).toBe('UPDATE_COMPLETE');
    await expectLive(account);
    await expectNothingLeft();
  });
});

describe('a shop that gets a table of users', () => {
  it.each<[string, Fault]>([
    ['its import', { fault: 'import-failure', datasetType: 'USERS', times: 1, reason: 'No.' }],
    ['what comes after it', { fault: 'function-crash', function: '*Training*onEvent*' }],
  ])('keeps all that is live where %s fails', async (_what, fault) => {
    expect((await account.create(SHOPS['without-users'])).status).toBe('CREATE_COMPLETE');
    const before = await expectLive(account);
    expect(await under([fault], () => account.update(SHOPS.users))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await expectLive(account)).toEqual(before);
    expect((await account.update(SHOPS.users)).status).toBe('UPDATE_COMPLETE');
    expect(sameData(await expectLive(account))).toEqual(sameData(before));
    await expectNothingLeft();
  });
});

describe('a shop that moves in its stack', () => {
  const moves = places.flatMap((from) =>
    places.filter((to) => to !== from).map((to) => [from, to] as const),
  );

  it.each(moves)('from %s to %s and back keeps all that is live', async (from, to) => {
    expect((await account.create(SHOPS[from])).status).toBe('CREATE_COMPLETE');
    const before = await expectLive(account);
    const trained = await trainedAt();
    for (const place of [to, from]) {
      expect((await account.update(SHOPS[place])).status).toBe('UPDATE_COMPLETE');
      expect(await notDeleted()).toEqual([]);
      const { DataBucketName, ImportRoleArn, AnalystRoleArn, ...live } = await expectLive(account);
      expect(before).toMatchObject(live);
    }
    // Nothing was made anew.
    expect(await trainedAt()).toEqual(trained);
    await expectNothingLeft();
  });

  it.each(moves)('from %s to %s, where a training fails, keeps all that is live', async (from, to) => {
    expect((await account.create(SHOPS[from])).status).toBe('CREATE_COMPLETE');
    const before = await expectLive(account);
    const failing: Fault = { fault: 'training-failure', useCase: 'recommended-for-you', reason: 'No.' };
    expect(await under([failing], () => account.update(SHOPS[`${to}-more`]))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await expectLive(account)).toEqual(before);
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

describe('a recommender that has lost its tag', () => {
  it('is deleted with its use case', async () => {
    expect((await account.create(SHOPS.app)).status).toBe('CREATE_COMPLETE');
    const { BestSellersRecommenderArn: resourceArn } = await expectLive(account);
    await account.personalize.send(new UntagResourceCommand({ resourceArn, tagKeys: [OWNER_TAG] }));
    expect(await account.update(SHOPS['one-use-case'])).toMatchObject({
      status: 'UPDATE_COMPLETE',
      reasons: [],
    });
    await expectLive(account);
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
