import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { SentEvents } from '@ecommerce-recommenders/tools/page/events';
import { filterValuesOf } from '@ecommerce-recommenders/tools/recommend/filter-values';
import { askRecommender } from '@ecommerce-recommenders/tools/recommend/recommend';
import { shopLists } from '@ecommerce-recommenders/tools/deployed/shop-lists';
import { stackFilters } from '@ecommerce-recommenders/tools/deployed/stack-outputs';
import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { OWN_TAGS } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { arnOf, datasetGroupArn, recommenderArnOf, shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const settings = { archive: smallShop(), trainingTimeoutHours: 1 };
const INCLUDE_C = 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("c")';
const EXCLUDE_C = 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("c")';
const CHEAP = 'INCLUDE ItemID WHERE Items.PRICE < 100';
const VISITED = { ...settings, useCases: 'recommended-for-you', eventTracker: true };
const DAY_MS = 86_400_000;

const SHOPS = shopAssemblies({
  two: { ...settings, useCases: ['most-viewed', 'best-sellers'] },
  three: { ...settings, useCases: ['most-viewed', 'best-sellers', 'recommended-for-you'] },
  provisioned: {
    ...settings,
    useCases: {
      'most-viewed': {},
      'best-sellers': { minRecommendationRequestsPerSecond: 3 },
      'recommended-for-you': {},
    },
  },
  tracked: {
    ...settings,
    useCases: {
      'most-viewed': { excludedColumns: { ITEMS: ['PRICE'] } },
      'best-sellers': { minRecommendationRequestsPerSecond: 3 },
      'recommended-for-you': { explorationWeight: 0 },
    },
    eventTracker: true,
  },
  filtered: { ...VISITED, filters: { c: INCLUDE_C, cheap: CHEAP } },
  turned: { ...VISITED, eventTracker: false, filters: { c: EXCLUDE_C, cheap: CHEAP } },
  visited: VISITED,
  tagged: { ...VISITED, stage: 'test', tags: { team: 'b' } },
  dated: {
    // The archive's only column of numbers stands for when an item was new: ten days ago.
    archive: smallShop({ price: Math.round((Date.now() - 10 * DAY_MS) / 1_000) }),
    trainingTimeoutHours: 1,
    useCases: 'most-viewed,best-sellers',
    serving: { 'best-sellers': 'lists' },
    filters: {
      fresh: 'INCLUDE ItemID WHERE Items.PRICE > $TODAY_MINUS_30D',
      classic: 'EXCLUDE ItemID WHERE Items.PRICE > $TODAY_MINUS_30D',
    },
  },
});

/** The only changes that a deployment must make to Personalize. */
const STEPS: readonly (readonly [keyof typeof SHOPS, readonly string[]])[] = [
  ['three', ['CreateRecommender']],
  ['provisioned', ['UpdateRecommender']],
  ['tracked', ['CreateEventTracker', 'UpdateRecommender', 'UpdateRecommender']],
  // Reverting to the defaults is an update, too.
  [
    'filtered',
    ['CreateFilter', 'CreateFilter', 'DeleteRecommender', 'DeleteRecommender', 'UpdateRecommender'],
  ],
  ['turned', ['CreateFilter', 'DeleteEventTracker', 'DeleteFilter']],
  ['filtered', ['CreateEventTracker', 'CreateFilter', 'DeleteFilter']],
  [
    'tracked',
    ['CreateRecommender', 'CreateRecommender', 'DeleteFilter', 'DeleteFilter', 'UpdateRecommender'],
  ],
  ['two', ['DeleteEventTracker', 'DeleteRecommender', 'UpdateRecommender', 'UpdateRecommender']],
  ['turned', ['CreateFilter', 'CreateFilter', 'CreateRecommender', 'DeleteRecommender', 'DeleteRecommender']],
];

describe('the settings of a deployed shop', () => {
  const account = shopAccount(SHOPS);
  beforeAll(() => account.created(SHOPS.two));

  const itemsFor = async (useCase: UseCaseName, filter?: string): Promise<string[]> => {
    const query = { useCase, userId: 'visitor', numResults: 5, filter };
    const { itemList = [] } = await askRecommender(account.runtime, await account.outputs(), query);
    return itemList.map(({ itemId = '' }) => itemId);
  };

  it('change in one deployment after the other, each of which touches what it changes alone', async () => {
    for (const [name, expected] of STEPS) {
      const before = account.aws.requests.total;
      await account.updated(SHOPS[name]);
      const requests = account.aws.requests.list().slice(before - account.aws.requests.total);
      const changes = requests
        .filter(({ service, status }) => service === 'personalize' && status === 200)
        .map(({ operation }) => operation)
        .filter((operation) => /^(Create|Update|Delete|Start|Stop)/.test(operation));
      expect([name, ...changes.sort()]).toEqual([name, ...expected]);
    }
  });

  it('filter by the shop’s own names, and a changed expression takes the name over', async () => {
    expect(await itemsFor('recommended-for-you', 'c')).toEqual([]);
    await account.updated(SHOPS.filtered);
    expect(await itemsFor('recommended-for-you', 'c')).toHaveLength(5);
    expect([...stackFilters(await account.outputs())]).toEqual([
      ['c', expect.stringMatching(/:filter\/EcommerceRecommenders-c-[0-9a-f]{8}$/)],
      ['cheap', expect.stringMatching(/:filter\/EcommerceRecommenders-cheap-[0-9a-f]{8}$/)],
    ]);
  });

  it('are left as they were where a stopped recommender would have to change, which is said', async () => {
    const before = await account.inventory();
    const recommenderArn = recommenderArnOf('recommended-for-you');
    await account.personalize.stopRecommender({ recommenderArn });
    const reasons = await account.turnedBack(SHOPS.tracked, [], { mayBeStopped: true });
    expect(reasons).toContain(`${recommenderArn} is INACTIVE`);
    expect(reasons).toContain('start-recommender');
    expect(await account.inventory()).toEqual(before);
  });

  it('leave nothing behind, whatever they were, a stopped recommender included', () => account.gone());
});

describe('the tags of a deployed shop', () => {
  const account = shopAccount(SHOPS);
  const datasetArns = DATASET_TYPES.map((type) => arnOf('dataset', `shop/${type}`));

  /** A resource's tags, without those of the handlers and of CloudFormation. */
  const tagsOf = async (resourceArn: string): Promise<Record<string, string>> => {
    const { tags = [] } = await account.personalize.listTagsForResource({ resourceArn });
    const pairs = tags.map(({ tagKey, tagValue }) => [tagKey!, tagValue!] as const);
    return Object.fromEntries(pairs.filter(([key]) => !key.startsWith(OWN_TAGS) && !key.startsWith('aws:')));
  };
  /** Creation times of everything that holds data or a model, and what is recommended to the visitor. */
  const seen = async (): Promise<unknown[]> => {
    const [recommender] = await account.recommenders();
    const datasets = await Promise.all(
      datasetArns.map((datasetArn) => account.personalize.describeDataset({ datasetArn })),
    );
    return [
      await account.ask('recommended-for-you', { userId: 'visitor', numResults: 12 }),
      recommender.creationDateTime,
      ...datasets.map(({ dataset }) => dataset!.creationDateTime),
    ];
  };

  it('come, change and go: rows, streamed events and recommenders stay as they were', async () => {
    await account.created(SHOPS.visited);
    const { TrackingId } = await account.outputs();
    const events = new SentEvents(account.client(PersonalizeEventsClient), TrackingId);
    await events.send({ userId: 'visitor', itemId: 'i3', eventType: 'Purchase' });
    const before = await seen();
    expect(before[0]).not.toContain('i3');
    const ofStage = { team: 'b', stage: 'test' };
    for (const [assembly, expected] of [
      [SHOPS.tagged, ofStage],
      // As a platform team does with `cdk deploy --tags`: of the stack, which no resource of Personalize has.
      [{ ...SHOPS.tagged, tags: { owner: 'platform' } }, ofStage],
      [{ ...SHOPS.visited, tags: { owner: 'others' } }, {}],
    ] as const) {
      await account.updated(assembly);
      for (const arn of [datasetGroupArn, recommenderArnOf('recommended-for-you'), ...datasetArns])
        expect([arn, await tagsOf(arn)]).toEqual([arn, expected]);
      expect(await seen()).toEqual(before);
    }
    await account.gone();
  });
});

describe('a filter with a placeholder for a day', () => {
  const account = shopAccount(SHOPS);
  beforeAll(() => account.created(SHOPS.dated));

  /** Items that pass it today, by the account's clock. */
  const passing = async (filter: string): Promise<number> => {
    const outputs = await account.outputs();
    const filterValues = await filterValuesOf(account.personalize, outputs, filter, account.aws.clock.now());
    const query = { useCase: 'most-viewed', userId: 'u1', numResults: 20, filter, filterValues } as const;
    return (await askRecommender(account.runtime, outputs, query)).itemList!.length;
  };

  it('lets other items pass on another day, though the filter is the same', async () => {
    expect([await passing('fresh'), await passing('classic')]).toEqual([12, 0]);
    await account.aws.clock.advance(25 * DAY_MS);
    expect([await passing('fresh'), await passing('classic')]).toEqual([0, 12]);
  });

  it('has lists of the day on which they were made', async () => {
    const lists = await shopLists(account.s3, await account.outputs());
    const list = (filter: string) => lists!.read({ useCase: 'best-sellers', numResults: 20, filter });
    expect((await list('fresh'))!.length + (await list('classic'))!.length).toBe(12);
  });
});
