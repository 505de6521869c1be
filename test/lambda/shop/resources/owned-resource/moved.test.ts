import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { create, input, ours, ownedWorld, properties, type OwnedWorld } from './owned-world';

let world: OwnedWorld;
beforeEach(() => {
  world = ownedWorld();
  world.personalize.add('recommender', 'Shop-most-viewed', {
    ...input,
    tags: [...ours, { tagKey: 'team', tagValue: 'shop' }],
  });
  world.clock.minutes = 60;
  world.stack.keeper = 'Former';
});

const moved = (changed: Partial<RecommenderProperties>) =>
  world.run({ ...create, ResourceProperties: { ...properties, ...changed } });
const changes = (): string[] => world.personalize.calls.filter((call) => !/^(Describe|List)/.test(call));

describe('a Create under another logical id than the one that has the resource', () => {
  it.each<[string, Partial<RecommenderProperties>]>([
    ['nothing else', {}],
    ['tags that the resource has', { Tags: { team: 'shop' } }],
    ['options that the resource has', { RecommenderConfig: { MinRecommendationRequestsPerSecond: '1' } }],
  ])('succeeds with %s, and changes nothing', async (_what, changed) => {
    expect(await moved(changed)).toMatchObject({ status: 'SUCCESS' });
    expect(changes()).toEqual([]);
  });

  it.each<[string, Partial<RecommenderProperties>]>([
    ['other options', { RecommenderConfig: { MinRecommendationRequestsPerSecond: '2' } }],
    ['another tag', { Tags: { team: 'web' } }],
  ])('fails with %s, and changes nothing', async (_what, changed) => {
    const { status, reason } = await moved(changed);
    expect([status, reason]).toEqual(['FAILED', expect.stringContaining('moves from the logical id Former')]);
    expect(reason).toContain('move in a deployment of its own');
    expect(changes()).toEqual([]);
  });
});
