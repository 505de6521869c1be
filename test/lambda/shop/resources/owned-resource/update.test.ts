import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { ARN, create, ours, properties, ownedWorld, update } from './owned-world';

const { add, callsOf, fails, personalize, run, stack, status, succeeds } = ownedWorld();
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

  it('change without the resource, and leave alone what is there by hand', async () => {
    add([...ours, byHand]);
    await retag(undefined, { team: 'shop', cost: '1' });
    await retag({ team: 'shop', cost: '1' }, { team: 'web' });
    expect(present()).toEqual([...ours, byHand, { tagKey: 'team', tagValue: 'web' }]);
    await retag({ team: 'web' });
    expect(present()).toEqual([...ours, byHand]);
    expect(callsOf('CreateRecommender') + callsOf('UpdateRecommender')).toBe(0);
  });

  it('are not asked for where they have not changed', async () => {
    add();
    await retag({ team: 'shop' }, { team: 'shop' });
    expect(callsOf('TagResource') + callsOf('UntagResource')).toBe(0);
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
  const changes = (): string[] => personalize.calls.filter((call) => !/^(Describe|List)/.test(call));

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
