import type {
  RecommenderConfigProperties,
  RecommenderProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { recommender } from '../../../../lambda/shop/recommender/recommender';
import { FakePersonalize } from '../../support/fake-personalize';
import { handlerWorld } from '../../support/handler-world';
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

const { clock, personalize, stack, run } = handlerWorld(recommender);
const sent: unknown[] = [];
beforeEach(() => {
  sent.length = 0;
  const { send } = personalize.client;
  personalize.client.send = (async (command: Parameters<typeof send>[0]) => {
    if (command.constructor.name === 'UpdateRecommenderCommand')
      sent.push((command.input as { recommenderConfig: unknown }).recommenderConfig);
    return send(command);
  }) as typeof send;
});

const request = (RequestType: 'Create' | 'Update', config?: RecommenderConfigProperties) =>
  ({
    RequestType,
    ResourceProperties: { ...properties, RecommenderConfig: config },
    ...(RequestType === 'Update' && { PhysicalResourceId: ARN, OldResourceProperties: properties }),
  }) satisfies Request<RecommenderProperties>;

/** An ACTIVE recommender with this configuration. */
function deployed(recommenderConfig?: object): ReturnType<FakePersonalize['add']> {
  const tags = [{ tagKey: OWNER_TAG, tagValue: STACK_ID }];
  const { Name: name, DatasetGroupArn: datasetGroupArn, RecipeArn: recipeArn } = properties;
  const resource = personalize.add('recommender', name, {
    datasetGroupArn,
    recipeArn,
    recommenderConfig,
    tags,
  });
  clock.minutes = 60;
  return resource;
}

describe('columns that somebody has included by hand', () => {
  const byHand = { includedDatasetColumns: { ITEMS: ['PRICE', 'STYLE'] } };

  it('are no reason for an update', async () => {
    deployed({ trainingDataConfig: byHand });
    expect((await run(request('Update'))).status).toBe('SUCCESS');
    expect(sent).toEqual([]);
  });

  it('stay included in an update for another reason', async () => {
    deployed({ trainingDataConfig: byHand });
    await run(request('Update', { MinRecommendationRequestsPerSecond: '2' }));
    await run(request('Update', { TrainingDataConfig: { ExcludedDatasetColumns: { ITEMS: ['COLOUR'] } } }));
    expect(sent).toMatchObject([
      { minRecommendationRequestsPerSecond: 2, trainingDataConfig: byHand },
      { trainingDataConfig: { ...byHand, excludedDatasetColumns: { ITEMS: ['COLOUR'] } } },
    ]);
  });
});

describe('new columns of the datasets of a recommender', () => {
  const STYLE = { ITEMS: ['STYLE'], USERS: ['AGE'] };
  const BOTH = { ITEMS: ['STYLE', 'COLOUR'], USERS: ['AGE'] };
  const grow = (
    from: RecommenderProperties['TrainsOn'],
    to: RecommenderProperties['TrainsOn'],
    config?: RecommenderConfigProperties,
  ): Request<RecommenderProperties> => ({
    ...request('Update'),
    ResourceProperties: { ...properties, TrainsOn: to, RecommenderConfig: config },
    OldResourceProperties: { ...properties, TrainsOn: from, RecommenderConfig: config },
  });

  it('are named to Personalize, which keeps them out of the training otherwise', async () => {
    deployed();
    expect(await run(grow(STYLE, BOTH))).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(sent).toEqual([
      {
        minRecommendationRequestsPerSecond: 1,
        enableMetadataWithRecommendations: false,
        trainingDataConfig: { excludedDatasetColumns: { ITEMS: [] } },
      },
    ]);
  });

  it('leave out what the shop excludes', async () => {
    deployed({ trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['PRICE'] } } });
    await run(grow(STYLE, BOTH, { TrainingDataConfig: { ExcludedDatasetColumns: { ITEMS: ['PRICE'] } } }));
    expect(sent).toMatchObject([{ trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['PRICE'] } } }]);
  });

  it('are named once by a request that is repeated', async () => {
    personalize.behaviour.createMinutes = 40;
    deployed();
    personalize.failNext('ListTagsForResource', new Error('one moment'));
    await run(grow(STYLE, BOTH));
    await run(grow(STYLE, BOTH));
    expect(sent).toHaveLength(1);
  });

  it('wait for an update that began before they came', async () => {
    personalize.behaviour.createMinutes = 20;
    deployed();
    await run(grow(STYLE, BOTH));
    clock.minutes += 10;
    expect((await run(grow(BOTH, { ...BOTH, USERS: ['AGE', 'CITY'] }))).status).toBe('SUCCESS');
    expect(clock.minutes).toBe(80);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({ trainingDataConfig: { excludedDatasetColumns: { USERS: [] } } });
  });

  it.each<[string, RecommenderProperties['TrainsOn'], RecommenderProperties['TrainsOn']]>([
    ['there are none', BOTH, BOTH],
    ['a deployment is rolled back', BOTH, STYLE],
    ['no dataset can grow', undefined, undefined],
  ])('change nothing where %s', async (_where, from, to) => {
    deployed();
    expect((await run(grow(from, to))).status).toBe('SUCCESS');
    expect(sent).toEqual([]);
  });

  it('fail for a recommender that was stopped by hand, with how to start it', async () => {
    deployed().status = 'INACTIVE';
    const { status, reason } = await run(grow(STYLE, BOTH));
    expect(status).toBe('FAILED');
    expect(reason).toContain(`start-recommender --recommender-arn ${ARN}`);
    expect(reason).toContain('it has to train on new columns of ITEMS');
  });
});

describe('the configuration of a recommender', () => {
  it('is given at its creation, with the API’s types', async () => {
    expect((await run(request('Create', BUSY))).status).toBe('SUCCESS');
    expect(personalize.resources.get(ARN)?.input).toMatchObject({ recommenderConfig: OF_BUSY });
    expect(sent).toEqual([]);
  });

  it('is left to the service where nothing is said', async () => {
    await run(request('Create'));
    expect(personalize.resources.get(ARN)?.input.recommenderConfig).toBeUndefined();
  });

  it('is changed by one UpdateRecommender that names all of it, without waiting for its end', async () => {
    personalize.behaviour.createMinutes = 40;
    deployed();
    expect(await run(request('Update', BUSY))).toMatchObject({
      status: 'SUCCESS',
      physicalId: ARN,
      polls: 1,
    });
    const whole = {
      ...OF_BUSY,
      itemExplorationConfig: { explorationWeight: '0.5', explorationItemAgeCutOff: '30' },
    };
    expect(sent).toEqual([whole]);
    expect(personalize.calls).not.toContain('CreateRecommender');
  });

  it('is not changed again by a request that is repeated while the update goes on, or after it', async () => {
    personalize.behaviour.createMinutes = 40;
    deployed();
    for (const minutes of [60, 61, 200]) {
      clock.minutes = minutes;
      expect((await run(request('Update', BUSY))).status).toBe('SUCCESS');
    }
    expect(sent).toHaveLength(1);
  });

  it('goes back to the service’s defaults, each by name', async () => {
    deployed(OF_BUSY);
    await run(request('Update'));
    expect(sent).toEqual([
      {
        minRecommendationRequestsPerSecond: 1,
        enableMetadataWithRecommendations: false,
        trainingDataConfig: { excludedDatasetColumns: { ITEMS: [] } },
        itemExplorationConfig: { explorationWeight: '0.3', explorationItemAgeCutOff: '30' },
      },
    ]);
  });

  it('mentions neither exploration nor columns that were never mentioned', async () => {
    deployed();
    await run(request('Update', { MinRecommendationRequestsPerSecond: '3' }));
    expect(sent).toEqual([
      { minRecommendationRequestsPerSecond: 3, enableMetadataWithRecommendations: false },
    ]);
  });

  it.each([
    ['defaults that are shown', { minRecommendationRequestsPerSecond: 1 }, {}],
    [
      'columns in another order',
      { trainingDataConfig: { excludedDatasetColumns: { USERS: ['AGE', 'GENDER'] } } },
      { TrainingDataConfig: { ExcludedDatasetColumns: { USERS: ['GENDER', 'AGE'] } } },
    ],
    [
      'numbers in other words',
      { itemExplorationConfig: { explorationWeight: '0.50' } },
      { ItemExplorationConfig: { explorationWeight: '0.5' } },
    ],
  ] satisfies [string, object, RecommenderConfigProperties][])(
    'is the same for %s',
    async (_what, has, wants) => {
      deployed(has);
      expect((await run(request('Update', wants))).status).toBe('SUCCESS');
      expect(sent).toEqual([]);
    },
  );

  describe('whose rate follows use', () => {
    const BOUNDED = { RequestBounds: { Min: '2', Max: '10' } } satisfies RecommenderConfigProperties;
    const rate = (minRecommendationRequestsPerSecond: number) => ({ minRecommendationRequestsPerSecond });

    it('is created with the least', async () => {
      await run(request('Create', BOUNDED));
      expect(personalize.resources.get(ARN)?.input.recommenderConfig).toEqual(rate(2));
    });

    it('keeps a rate that is within the bounds, also where something else changes', async () => {
      deployed(rate(7));
      await run(request('Update', BOUNDED));
      expect(sent).toEqual([]);
      await run(request('Update', { ...BOUNDED, EnableMetadataWithRecommendations: 'true' }));
      expect(sent).toMatchObject([{ ...rate(7), enableMetadataWithRecommendations: true }]);
    });

    it.each([
      [1, 2],
      [12, 10],
    ])('moves a rate of %d to the nearer end', async (has, gets) => {
      deployed(rate(has));
      await run(request('Update', BOUNDED));
      expect(sent).toMatchObject([rate(gets)]);
    });

    it('waits for a change of the rate that is under way only where more is to change', async () => {
      personalize.behaviour.createMinutes = 20;
      deployed(rate(2));
      await run(request('Update', { MinRecommendationRequestsPerSecond: '5' }));
      await run(request('Update', BOUNDED));
      expect(clock.minutes).toBe(60);
      expect(sent).toHaveLength(1);
    });

    it('goes back to the rate of the options where it follows no more', async () => {
      deployed(rate(7));
      await run(request('Update'));
      expect(sent).toMatchObject([rate(1)]);
    });
  });

  it('waits for an update that is under way to something else', async () => {
    personalize.behaviour.createMinutes = 20;
    deployed();
    await run(request('Update', BUSY));
    expect((await run(request('Update'))).status).toBe('SUCCESS');
    expect(clock.minutes).toBe(80);
    expect(sent).toHaveLength(2);
  });

  it('fails for a stopped recommender, with how to start it, and the way back succeeds', async () => {
    deployed().status = 'INACTIVE';
    const { status, reason } = await run(request('Update', BUSY));
    expect(status).toBe('FAILED');
    expect(reason).toContain(`${ARN} is INACTIVE`);
    expect(reason).toContain(`start-recommender --recommender-arn ${ARN}`);
    expect(await run(request('Update'))).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(personalize.calls).not.toContain('StartRecommender');
  });

  it('is changed of a stopped one, which is started and tagged for it, where the stack stops recommenders', async () => {
    const recommender = deployed();
    recommender.status = 'INACTIVE';
    const { ResourceProperties, ...update } = request('Update', BUSY);
    const properties = { ...ResourceProperties, StartsToUpdate: 'true' as const };
    expect(await run({ ...update, ResourceProperties: properties })).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.calls.filter((call) => /^(Tag|Start|Update|Stop)/.test(call))).toEqual([
      ...['TagResource', 'StartRecommender', 'UpdateRecommender'],
    ]);
    expect(recommender.tags).toContainEqual({ tagKey: STOP_AGAIN_TAG, tagValue: String(60 * 60_000) });
    expect(sent).toMatchObject([OF_BUSY]);
  });

  it.each([[undefined], [BUSY]])(
    'starts a stopped one where the stack no longer stops recommenders, with the configuration %j',
    async (config) => {
      deployed().status = 'INACTIVE';
      const update = request('Update', config);
      const before = { ...update.ResourceProperties, StartsToUpdate: 'true' as const };
      expect(await run({ ...update, OldResourceProperties: before })).toMatchObject({ status: 'SUCCESS' });
      expect(personalize.calls.filter((call) => /^(Tag|Start|Update|Stop)/.test(call))).toEqual([
        'StartRecommender',
        ...(config ? ['UpdateRecommender'] : []),
      ]);
    },
  );

  it('starts no stopped one in a rollback, which takes back the pauses of an update', async () => {
    deployed().status = 'INACTIVE';
    stack.isRollingBack = true;
    const update = request('Update');
    const before = { ...update.ResourceProperties, StartsToUpdate: 'true' as const };
    expect(await run({ ...update, OldResourceProperties: before })).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.calls).not.toContain('StartRecommender');
  });

  it('starts no stopped one that is configured as it should be', async () => {
    deployed(OF_BUSY).status = 'INACTIVE';
    const { ResourceProperties, ...update } = request('Update', BUSY);
    const properties = { ...ResourceProperties, StartsToUpdate: 'true' as const };
    expect(await run({ ...update, ResourceProperties: properties })).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.calls).not.toContain('StartRecommender');
  });
});
