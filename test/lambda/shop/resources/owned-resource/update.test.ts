import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { ARN, create, input, ours, properties, ownedWorld, type OwnedWorld } from './owned-world';

let world: OwnedWorld;
beforeEach(() => {
  world = ownedWorld();
});

describe('tags', () => {
  const byHand = { tagKey: 'by', tagValue: 'hand' };
  const tagged = (Tags?: Record<string, string>): RecommenderProperties => ({ ...properties, Tags });
  const update = (
    before?: Record<string, string>,
    after?: Record<string, string>,
  ): ReturnType<OwnedWorld['run']> =>
    world.run({
      RequestType: 'Update',
      PhysicalResourceId: ARN,
      ResourceProperties: tagged(after),
      OldResourceProperties: tagged(before),
    });
  const present = (): unknown => world.personalize.resources.get(ARN)?.tags;

  it('come with the resource, beside the owner’s', async () => {
    await world.run({ ...create, ResourceProperties: tagged({ team: 'shop' }) });
    expect(present()).toEqual([...ours, { tagKey: 'team', tagValue: 'shop' }]);
  });

  it('change without the resource, and leave alone what is there by hand', async () => {
    world.personalize.add('recommender', properties.Name, { ...input, tags: [...ours, byHand] });
    world.clock.minutes = 10;
    expect(await update(undefined, { team: 'shop', cost: '1' })).toMatchObject({ status: 'SUCCESS' });
    expect(await update({ team: 'shop', cost: '1' }, { team: 'web' })).toMatchObject({ physicalId: ARN });
    expect(present()).toEqual([...ours, byHand, { tagKey: 'team', tagValue: 'web' }]);
    expect(await update({ team: 'web' })).toMatchObject({ status: 'SUCCESS' });
    expect(present()).toEqual([...ours, byHand]);
    expect(world.countOf('CreateRecommender') + world.countOf('UpdateRecommender')).toBe(0);
  });

  it('are not asked for where they have not changed', async () => {
    world.personalize.add('recommender', properties.Name, { ...input, tags: ours });
    world.clock.minutes = 10;
    await update({ team: 'shop' }, { team: 'shop' });
    expect(world.countOf('TagResource') + world.countOf('UntagResource')).toBe(0);
  });
});

describe('an Update', () => {
  const update = { ...create, RequestType: 'Update', PhysicalResourceId: ARN } as const;

  it('makes the new resource of a new name', async () => {
    await world.run(create);
    const renamed = { ...properties, Name: 'Shop2-most-viewed' };
    const outcome = await world.run({
      ...update,
      ResourceProperties: renamed,
      OldResourceProperties: properties,
    });
    expect(outcome).toMatchObject({ status: 'SUCCESS', physicalId: ARN.replace('Shop-', 'Shop2-') });
    expect(world.personalize.statusOf(ARN)).toBeDefined();
  });

  it('fails at what cannot be changed, and the way back succeeds', async () => {
    await world.run(create);
    const changed = { ...properties, RecipeArn: 'arn:aws:personalize:::recipe/other' };
    const there = await world.run({
      ...update,
      ResourceProperties: changed,
      OldResourceProperties: properties,
    });
    expect(there.status).toBe('FAILED');
    expect(there.reason).toContain('the template says arn:aws:personalize:::recipe/other');
    expect(there.reason).toContain('destroy the stack and deploy it again');
    const back = await world.run({
      ...update,
      ResourceProperties: properties,
      OldResourceProperties: changed,
    });
    expect(back.status).toBe('SUCCESS');
  });
});
