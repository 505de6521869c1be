import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { StopRecommenderCommand } from '@aws-sdk/client-personalize';
import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { SentEvents } from '@ecommerce-recommenders/tools/page/events';
import { askRecommender } from '@ecommerce-recommenders/tools/recommend/recommend';
import { stackFilters } from '@ecommerce-recommenders/tools/deployed/stack-outputs';
import { type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const settings = { archive: smallShop(), trainingTimeoutHours: 1 };
const INCLUDE_C = 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("c")';
const EXCLUDE_C = 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("c")';
const CHEAP = 'INCLUDE ItemID WHERE Items.PRICE < 100';

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
  filtered: {
    ...settings,
    useCases: ['recommended-for-you'],
    eventTracker: true,
    filters: { c: INCLUDE_C, cheap: CHEAP },
  },
  turned: { ...settings, useCases: ['recommended-for-you'], filters: { c: EXCLUDE_C, cheap: CHEAP } },
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
  let account: StormAccount;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    expect((await account.create(SHOPS.two)).status).toBe('CREATE_COMPLETE');
  });
  afterAll(() => account.close());

  const itemsFor = async (useCase: UseCaseName, filter?: string): Promise<string[]> => {
    const query = { useCase, userId: 'visitor', numResults: 5, filter };
    const { itemList = [] } = await askRecommender(
      account.client(PersonalizeRuntimeClient),
      await account.outputs(),
      query,
    );
    return itemList.map(({ itemId = '' }) => itemId);
  };

  it('change in one deployment after the other, each of which touches what it changes alone', async () => {
    for (const [name, expected] of STEPS) {
      const before = account.aws.requests.total;
      expect(await account.update(SHOPS[name])).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
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
    expect((await account.update(SHOPS.filtered)).status).toBe('UPDATE_COMPLETE');
    expect(await itemsFor('recommended-for-you', 'c')).toHaveLength(5);
    expect([...stackFilters(await account.outputs())]).toEqual([
      ['c', expect.stringMatching(/:filter\/EcommerceRecommenders-c-[0-9a-f]{8}$/)],
      ['cheap', expect.stringMatching(/:filter\/EcommerceRecommenders-cheap-[0-9a-f]{8}$/)],
    ]);
  });

  it('take events by the tracking id, which Recommended for you heeds at once', async () => {
    const { TrackingId, EventTrackerArn } = await account.outputs();
    expect(EventTrackerArn).toMatch(/:event-tracker\/[0-9a-f]{8}$/);
    const [bought] = await itemsFor('recommended-for-you');
    await new SentEvents(account.client(PersonalizeEventsClient), TrackingId).send({
      userId: 'visitor',
      itemId: bought,
      eventType: 'Purchase',
    });
    expect(await itemsFor('recommended-for-you')).not.toContain(bought);
  });

  it('are left as they were where a stopped recommender would have to change, which is said', async () => {
    const before = await account.inventory();
    const recommenderArn = (await account.outputs())[RECOMMENDER_OUTPUTS['recommended-for-you']];
    await account.personalize.send(new StopRecommenderCommand({ recommenderArn }));
    const { status, reasons } = await account.update(SHOPS.tracked, { mayBeStopped: true });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain(`${recommenderArn} is INACTIVE`);
    expect(reasons.join()).toContain('start-recommender');
    expect(await account.inventory()).toEqual(before);
  });

  it('leave nothing behind, whatever they were, a stopped recommender included', async () => {
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });
});
