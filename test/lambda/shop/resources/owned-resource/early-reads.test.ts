import { ARN, create, input, properties, theirs, ownedWorld, type OwnedWorld } from './owned-world';

let world: OwnedWorld;
beforeEach(() => {
  world = ownedWorld();
});

describe('a Create whose reads come too early', () => {
  it('takes what it has just made for its own, whatever tags say', async () => {
    world.personalize.unseen.tags = 60;
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });

  it.each(['tags', 'tagged'] as const)(
    'waits for the tags of what an earlier attempt has made (%s)',
    async (what) => {
      await world.run(create);
      world.personalize.unseen[what] = 3;
      expect(await world.run(create)).toMatchObject({ status: 'SUCCESS', physicalId: ARN });
      expect(world.clock.minutes).toBe(3);
      expect(world.countOf('CreateRecommender')).toBe(1);
    },
  );

  it('makes it once where its description comes later', async () => {
    world.personalize.unseen.description = 3;
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS' });
    expect(world.clock.minutes).toBe(3);
    expect(world.personalize.resources.size).toBe(1);
  });

  it('fails in words, after minutes, where what is new has no owner in the end', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', input);
    const { status, reason } = await world.run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain(`${ARN} already exists and does not belong to this stack`);
    expect(world.clock.minutes).toBeGreaterThanOrEqual(5);
    expect(world.clock.minutes).toBeLessThan(10);
  });

  it('fails at once at what is new and another stack’s', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: theirs });
    expect(await world.run(create)).toMatchObject({ status: 'FAILED', polls: 0 });
  });
});

describe('a look at the stack', () => {
  const failed = (): Error => Object.assign(new Error('the status of the stack'), { $retryable: {} });

  it('that fails is taken again, before the creation and after it', async () => {
    let asked = 0;
    world.run = world.runWith(async () => {
      if (++asked % 3 !== 0) throw failed();
      return false;
    });
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS', polls: 5 });
    expect(world.countOf('CreateRecommender')).toBe(1);
  });

  it('that failed after the creation is made up for: what is not wanted any more is taken back', async () => {
    let asked = 0;
    world.run = world.runWith(async () => {
      if (++asked === 2) throw failed();
      return asked > 2;
    });
    expect(await world.run(create)).toMatchObject({ status: 'FAILED' });
    expect(world.countOf('CreateRecommender')).toBe(1);
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('fails a Create, in words, that never gets an answer, and makes nothing', async () => {
    world.run = world.runWith(() => Promise.reject(failed()));
    const { status, reason } = await world.run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('After 55 minutes still waiting for the status of the stack');
    expect(world.countOf('CreateRecommender')).toBe(0);
  });

  it('is taken twice for a creation, and not at all for an Update', async () => {
    const asked = jest.fn(async () => false);
    world.run = world.runWith(asked);
    await world.run(create);
    expect(asked).toHaveBeenCalledTimes(2);
    world.clock.minutes = 60;
    await world.run({
      ...create,
      RequestType: 'Update',
      PhysicalResourceId: ARN,
      OldResourceProperties: properties,
    });
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('is taken, too, where an Update had to make the resource anew', async () => {
    let asked = 0;
    world.run = world.runWith(async () => ++asked > 1);
    await world.run({
      ...create,
      RequestType: 'Update',
      PhysicalResourceId: ARN,
      OldResourceProperties: properties,
    });
    expect(world.countOf('CreateRecommender')).toBe(1);
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });
});
