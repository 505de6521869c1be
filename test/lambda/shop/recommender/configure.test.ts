import type {
  RecommenderConfigProperties,
  RecommenderProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { recommender } from '../../../../lambda/shop/recommender/recommender';
import type { FakePersonalize } from '../../support/fake-personalize';
import { handlerWorld, requestsFor } from '../../support/handler-world';
import { STACK_ID, type Request } from '../../support/provider-framework';
import { OWNER_TAG, STOP_AGAIN_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:recommender/Shop-best-sellers';
const properties: RecommenderProperties = {
  Name: 'Shop-best-sellers',
  DatasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
  RecipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-purchases',
};
const BUSY: RecommenderConfigProperties = {
  MinRecommendationRequestsPerSecond: '2',
  EnableMetadataWithRecommendations: 'true',
  TrainingDataConfig: { ExcludedDatasetColumns: { ITEMS: ['PRICE'] } },
  ItemExplorationConfig: { explorationWeight: '0.5' },
};
const OF_BUSY = {
  minRecommendationRequestsPerSecond: 2,
  enableMetadataWithRecommendations: true,
  trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['PRICE'] } },
  itemExplorationConfig: { explorationWeight: '0.5' },
};
const DEFAULTS = { minRecommendationRequestsPerSecond: 1, enableMetadataWithRecommendations: false };
const BOUNDED: RecommenderConfigProperties = { RequestBounds: { Min: '2', Max: '10' } };
const rate = (minRecommendationRequestsPerSecond: number) => ({ minRecommendationRequestsPerSecond });
const excluding = (columns: object): object => ({ excludedDatasetColumns: columns });

const { clock, fails, personalize, run, stack, succeeds } = handlerWorld(recommender);
const sent = (): unknown[] =>
  personalize.inputsOf('UpdateRecommender').map(({ recommenderConfig }) => recommenderConfig);
const given = (): unknown => personalize.resources.get(ARN)?.input.recommenderConfig;
const changes = (): string[] => personalize.calls.filter((call) => /^(Tag|Start|Update|Stop)/.test(call));

type Some = Partial<RecommenderProperties>;
const requests = requestsFor(properties, ARN);
const create = (RecommenderConfig?: RecommenderConfigProperties) =>
  requestsFor({ ...properties, RecommenderConfig }, ARN).create;
const update = (RecommenderConfig?: RecommenderConfigProperties, now: Some = {}, before: Some = {}) =>
  requests.update({ RecommenderConfig, ...now }, before);

/** An ACTIVE recommender with this configuration. */
function deployed(recommenderConfig?: object): ReturnType<FakePersonalize['add']> {
  const tags = [{ tagKey: OWNER_TAG, tagValue: STACK_ID }];
  const { Name: name, DatasetGroupArn: datasetGroupArn, RecipeArn: recipeArn } = properties;
  const input = { datasetGroupArn, recipeArn, recommenderConfig, tags };
  const resource = personalize.add('recommender', name, input);
  clock.minutes = 60;
  return resource;
}

it('columns that somebody has included by hand stay included in an update for another reason, and are none', async () => {
  const byHand = { includedDatasetColumns: { ITEMS: ['PRICE', 'STYLE'] } };
  deployed({ trainingDataConfig: byHand });
  await succeeds(update());
  expect(sent()).toEqual([]);
  await run(update({ MinRecommendationRequestsPerSecond: '2' }));
  await run(update({ TrainingDataConfig: { ExcludedDatasetColumns: { ITEMS: ['COLOUR'] } } }));
  expect(sent()).toMatchObject([
    { minRecommendationRequestsPerSecond: 2, trainingDataConfig: byHand },
    { trainingDataConfig: { ...byHand, excludedDatasetColumns: { ITEMS: ['COLOUR'] } } },
  ]);
});

describe('new columns of the datasets of a recommender', () => {
  const STYLE = { ITEMS: ['STYLE'], USERS: ['AGE'] };
  const BOTH = { ITEMS: ['STYLE', 'COLOUR'], USERS: ['AGE'] };
  const grow = (
    from: RecommenderProperties['TrainsOn'],
    to: RecommenderProperties['TrainsOn'],
    config?: RecommenderConfigProperties,
  ): Request<RecommenderProperties> =>
    update(config, { TrainsOn: to }, { TrainsOn: from, RecommenderConfig: config });

  it('are named to Personalize, which keeps them out of the training otherwise, without what the shop excludes', async () => {
    deployed();
    await succeeds(grow(STYLE, BOTH), { polls: 1 });
    deployed({ trainingDataConfig: excluding({ ITEMS: ['PRICE'] }) });
    await run(grow(STYLE, BOTH, { TrainingDataConfig: { ExcludedDatasetColumns: { ITEMS: ['PRICE'] } } }));
    const named = [[], ['PRICE']].map((ITEMS) => ({ trainingDataConfig: excluding({ ITEMS }) }));
    expect(sent()).toMatchObject(named);
    expect(sent()[0]).toEqual({ ...DEFAULTS, ...named[0] });
  });

  it('are named once by a request that is repeated', async () => {
    personalize.behaviour.createMinutes = 40;
    deployed();
    personalize.failNext('ListTagsForResource', new Error('one moment'));
    await run(grow(STYLE, BOTH));
    await run(grow(STYLE, BOTH));
    expect(sent()).toHaveLength(1);
  });

  it('wait for an update that began before they came', async () => {
    personalize.behaviour.createMinutes = 20;
    deployed();
    await run(grow(STYLE, BOTH));
    clock.minutes += 10;
    await succeeds(grow(BOTH, { ...BOTH, USERS: ['AGE', 'CITY'] }));
    expect(clock.minutes).toBe(80);
    expect(sent()).toMatchObject([{}, { trainingDataConfig: excluding({ USERS: [] }) }]);
  });

  it.each<[string, RecommenderProperties['TrainsOn'], RecommenderProperties['TrainsOn']]>([
    ['there are none', BOTH, BOTH],
    ['a deployment is rolled back', BOTH, STYLE],
    ['no dataset can grow', undefined, undefined],
  ])('change nothing where %s', async (_where, from, to) => {
    deployed();
    await succeeds(grow(from, to));
    expect(sent()).toEqual([]);
  });

  it('fail for a recommender that was stopped by hand, with how to start it', async () => {
    deployed().status = 'INACTIVE';
    const command = `start-recommender --recommender-arn ${ARN}`;
    await fails(grow(STYLE, BOTH), command, 'it has to train on new columns of ITEMS');
  });
});

describe('the configuration of a recommender', () => {
  it.each([
    [BUSY, OF_BUSY],
    [BOUNDED, rate(2)],
    [undefined, undefined],
  ])('is given at its creation, with the API’s types: %j', async (config, expected) => {
    await succeeds(create(config));
    expect([given(), sent()]).toEqual([expected, []]);
  });

  it('is changed by one UpdateRecommender that names all of it, without waiting for its end', async () => {
    personalize.behaviour.createMinutes = 40;
    deployed();
    await succeeds(update(BUSY), { physicalId: ARN, polls: 1 });
    const itemExplorationConfig = { explorationWeight: '0.5', explorationItemAgeCutOff: '30' };
    expect(sent()).toEqual([{ ...OF_BUSY, itemExplorationConfig }]);
    expect(personalize.calls).not.toContain('CreateRecommender');
    // A request that is repeated while the update goes on, or after it, changes nothing.
    for (clock.minutes of [61, 200]) await succeeds(update(BUSY));
    expect(sent()).toHaveLength(1);
  });

  it('goes back to the service’s defaults, each by name, and mentions neither exploration nor columns that were never mentioned', async () => {
    deployed();
    await run(update({ MinRecommendationRequestsPerSecond: '3' }));
    deployed(OF_BUSY);
    await run(update());
    expect(sent()).toEqual([
      { ...DEFAULTS, minRecommendationRequestsPerSecond: 3 },
      {
        ...DEFAULTS,
        trainingDataConfig: excluding({ ITEMS: [] }),
        itemExplorationConfig: { explorationWeight: '0.3', explorationItemAgeCutOff: '30' },
      },
    ]);
  });

  it.each<[string, object, RecommenderConfigProperties]>([
    ['defaults that are shown', { minRecommendationRequestsPerSecond: 1 }, {}],
    [
      'columns in another order',
      { trainingDataConfig: excluding({ USERS: ['AGE', 'GENDER'] }) },
      { TrainingDataConfig: { ExcludedDatasetColumns: { USERS: ['GENDER', 'AGE'] } } },
    ],
    [
      'numbers in other words',
      { itemExplorationConfig: { explorationWeight: '0.50' } },
      { ItemExplorationConfig: { explorationWeight: '0.5' } },
    ],
  ])('is the same for %s', async (_what, has, wants) => {
    deployed(has);
    await succeeds(update(wants));
    expect(sent()).toEqual([]);
  });

  describe('whose rate follows use', () => {
    it.each<[string, number, RecommenderConfigProperties | undefined, object[]]>([
      ['keeps a rate that is within the bounds', 7, BOUNDED, []],
      [
        'keeps it where something else changes',
        7,
        { ...BOUNDED, EnableMetadataWithRecommendations: 'true' },
        [{ ...rate(7), enableMetadataWithRecommendations: true }],
      ],
      ['moves a lower one to the nearer end', 1, BOUNDED, [rate(2)]],
      ['moves a higher one to the nearer end', 12, BOUNDED, [rate(10)]],
      ['goes back to the rate of the options where it follows no more', 7, undefined, [rate(1)]],
    ])('%s', async (_what, has, config, updates) => {
      deployed(rate(has));
      await run(update(config));
      expect(sent()).toMatchObject(updates);
    });

    it('waits for a change of the rate that is under way only where more is to change', async () => {
      personalize.behaviour.createMinutes = 20;
      deployed(rate(2));
      await run(update({ MinRecommendationRequestsPerSecond: '5' }));
      await run(update(BOUNDED));
      expect([clock.minutes, sent().length]).toEqual([60, 1]);
    });
  });

  it('waits for an update that is under way to something else', async () => {
    personalize.behaviour.createMinutes = 20;
    deployed();
    await run(update(BUSY));
    await succeeds(update());
    expect([clock.minutes, sent().length]).toEqual([80, 2]);
  });
});

describe('the configuration of a stopped recommender', () => {
  const STARTS = { StartsToUpdate: 'true' } as const;

  it('fails to be changed, with how to start it, and the way back succeeds', async () => {
    deployed().status = 'INACTIVE';
    await fails(update(BUSY), `${ARN} is INACTIVE`, `start-recommender --recommender-arn ${ARN}`);
    await succeeds(update(), { polls: 1 });
    expect(changes()).toEqual([]);
  });

  it('is changed where the stack stops recommenders, which starts and tags it', async () => {
    const stopped = deployed();
    stopped.status = 'INACTIVE';
    await succeeds(update(BUSY, STARTS));
    expect(changes()).toEqual(['TagResource', 'StartRecommender', 'UpdateRecommender']);
    expect(stopped.tags).toContainEqual({ tagKey: STOP_AGAIN_TAG, tagValue: String(60 * 60_000) });
    expect(sent()).toMatchObject([OF_BUSY]);
  });

  it.each([[undefined], [BUSY]])(
    'is changed to %j where the stack no longer stops recommenders, which starts it',
    async (config) => {
      deployed().status = 'INACTIVE';
      await succeeds(update(config, {}, STARTS));
      expect(changes()).toEqual(['StartRecommender', ...(config ? ['UpdateRecommender'] : [])]);
    },
  );

  it.each([
    ['in a rollback, which takes back the pauses of an update', true, undefined, {}, STARTS],
    ['where it is as it should be', false, BUSY, STARTS, {}],
  ])('starts nothing %s', async (_where, isRollingBack, config, now, before) => {
    deployed(config && OF_BUSY).status = 'INACTIVE';
    stack.isRollingBack = isRollingBack;
    await succeeds(update(config, now, before));
    expect(changes()).toEqual([]);
  });
});
