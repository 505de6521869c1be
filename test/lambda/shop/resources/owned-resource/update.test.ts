import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { ARN, create, ours, properties, ownedWorld, update } from './owned-world';

const { add, fails, personalize, run, stack, status, succeeds } = ownedWorld();
const changes = (): string[] => personalize.calls.filter((call) => !/^(Describe|List)/.test(call));
const TEAM = { tagKey: 'team', tagValue: 'shop' };

describe('tags', () => {
  const byHand = { tagKey: 'by', tagValue: 'hand' };
  const retag = (before?: Record<string, string>, after?: Record<string, string>) =>
    succeeds(update({ Tags: after }, { Tags: before }), { physicalId: ARN });
  const present = (): unknown => personalize.resources.get(ARN)?.tags;

  it('come with the resource, beside the owner’s', async () => {
    await run({ ...create, ResourceProperties: { ...properties, Tags: { team: 'shop' } } });
    expect(present()).toEqual([...ours, TEAM]);
  });

  it('come to a resource that a run has made, as its options do', async () => {
    add();
    const RecommenderConfig = { MinRecommendationRequestsPerSecond: '2' };
    const ResourceProperties = { ...properties, RecommenderConfig, Tags: { team: 'shop' } };
    await succeeds({ ...create, ResourceProperties });
    expect(changes()).toEqual(['UpdateRecommender', 'TagResource']);
    expect(present()).toContainEqual(TEAM);
  });

  it('change without the resource, and leave alone what is there by hand', async () => {
    add([...ours, byHand]);
    await retag(undefined, { team: 'shop', cost: '1' });
    await retag({ team: 'shop', cost: '1' }, { team: 'web' });
    expect(present()).toEqual([...ours, byHand, { tagKey: 'team', tagValue: 'web' }]);
    await retag({ team: 'web' });
    expect(present()).toEqual([...ours, byHand]);
    const before = changes();
    expect(before.filter((call) => !/Resource$/.test(call))).toEqual([]);
    await retag({ team: 'shop' }, { team: 'shop' });
    expect(changes()).toEqual(before);
  });
});

describe('an Update', () => {
  it('makes the new resource of a new name', async () => {
    await run(create);
    await succeeds(update({ Name: 'Shop2-most-viewed' }), { physicalId: ARN.replace('Shop-', 'Shop2-') });
    expect(status()).toBeDefined();
  });

  it('fails at what cannot be changed, and the way back succeeds', async () => {
    await run(create);
    const RecipeArn = 'arn:aws:personalize:::recipe/other';
    await fails(
      update({ RecipeArn }),
      `the template says ${RecipeArn}`,
      'destroy the stack and deploy it again',
    );
    await succeeds(update({}, { RecipeArn }));
  });
});

describe('a Create under another logical id than the one that has the resource', () => {
  beforeEach(() => {
    add([...ours, TEAM]);
    stack.keeper = 'Former';
  });
  const moved = (changed: Partial<RecommenderProperties>) => ({
    ...create,
    ResourceProperties: { ...properties, ...changed },
  });
  it.each<[string, Partial<RecommenderProperties>]>([
    ['nothing else', {}],
    ['tags that the resource has', { Tags: { team: 'shop' } }],
    ['options that the resource has', { RecommenderConfig: { MinRecommendationRequestsPerSecond: '1' } }],
  ])('succeeds with %s, and changes nothing', async (_what, changed) => {
    await succeeds(moved(changed));
    expect(changes()).toEqual([]);
  });

  it.each<[string, Partial<RecommenderProperties>]>([
    ['other options', { RecommenderConfig: { MinRecommendationRequestsPerSecond: '2' } }],
    ['another tag', { Tags: { team: 'web' } }],
  ])('fails with %s, and changes nothing', async (_what, changed) => {
    await fails(moved(changed), 'moves from the logical id Former', 'move in a deployment of its own');
    expect(changes()).toEqual([]);
  });
});
