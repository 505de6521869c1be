import { ARN, input, ours, remove, theirs, ownedWorld, type OwnedWorld } from './owned-world';

let world: OwnedWorld;
beforeEach(() => {
  world = ownedWorld();
});

describe('a Delete', () => {
  it('of a recommender leaves the deletion to the imports as soon as it has begun', async () => {
    world.personalize.behaviour.deleteMinutes = 17;
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    world.clock.minutes = 60;
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS', physicalId: ARN, polls: 1 });
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(world.countOf('DeleteRecommender')).toBe(1);
  });

  it('succeeds when there is nothing', async () => {
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });

  it('finds the resource behind an id that was never returned', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    world.clock.minutes = 60;
    const outcome = await world.run({ ...remove, PhysicalResourceId: 'Shop-Resource-INVENTED' });
    expect(outcome.status).toBe('SUCCESS');
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('waits for a training that is under way, then deletes', async () => {
    world.personalize.behaviour.createMinutes = 40;
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.personalize.resources.get(ARN)?.deletedAt).toBe(40);
  });

  it('deletes a recommender that somebody stopped', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours }).status = 'INACTIVE';
    expect((await world.run(remove)).status).toBe('SUCCESS');
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it.each(['tags', 'tagged'] as const)('waits for the tags of what is new (%s)', async (what) => {
    world.personalize.unseen[what] = 4;
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.personalize.resources.get(ARN)?.deletedAt).toBe(4);
  });

  it('leaves alone what another stack made under the same name', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: theirs });
    world.clock.minutes = 60;
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(world.personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it('fails at a resource without the tag: it may cost money, and may be somebody’s', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', input);
    world.clock.minutes = 60;
    const { status, reason } = await world.run(remove);
    expect(status).toBe('FAILED');
    expect(reason).toContain('Delete it by hand');
    expect(world.countOf('DeleteRecommender')).toBe(0);
  });

  it('deletes one that has lost its tag if the dataset group is this stack’s', async () => {
    world.personalize.add('dataset-group', 'Shop-shop', { tags: ours });
    world.personalize.add('recommender', 'Shop-most-viewed', input);
    world.clock.minutes = 60;
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('keeps one without the tag in the rollback of an update, whose Create has refused it', async () => {
    world.personalize.add('dataset-group', 'Shop-shop', { tags: ours });
    world.personalize.add('recommender', 'Shop-most-viewed', input);
    world.clock.minutes = 60;
    Object.assign(world.stack, { isRollingBack: true, beganMs: 0 });
    const { status, reason } = await world.run(remove);
    expect([status, reason]).toEqual(['FAILED', expect.stringContaining('Delete it by hand')]);
    expect(world.personalize.statusOf(ARN)).toBe('ACTIVE');

    // At the end of the stack it is deleted like all that is in the dataset group.
    world.stack.isGoing = true;
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('keeps what another logical id of the stack has', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    world.clock.minutes = 60;
    world.stack.keeper = 'Moved';
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(world.personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it.each([
    ['keeps what the update had found', 61, 'ACTIVE'],
    ['deletes what the update has created', 59, 'DELETE IN_PROGRESS'],
  ])('in a rollback %s', async (_what, beganMinutes, status) => {
    world.clock.minutes = 60;
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    world.clock.minutes = 120;
    Object.assign(world.stack, { isRollingBack: true, beganMs: beganMinutes * 60_000 });
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(world.personalize.statusOf(ARN)).toBe(status);
  });

  it('deletes what reads do not show yet', async () => {
    world.personalize.unseen.description = 2;
    world.personalize.behaviour.createMinutes = 0;
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.personalize.resources.get(ARN)?.deletedAt).toBe(0);
  });

  it('fails with the remedy when training outlasts the hour', async () => {
    world.personalize.behaviour.createMinutes = 90;
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    const { status, reason } = await world.run(remove);
    expect(status).toBe('FAILED');
    expect(reason).toContain('destroy again');
  });
});
