import type { StackState } from '../../../support/stack-double';
import { ARN, ours, remove, theirs, ownedWorld } from './owned-world';

const { add, callsOf, fails, personalize, stack, status, succeeds } = ownedWorld();

describe('a Delete', () => {
  it('of a recommender leaves the deletion to the imports as soon as it has begun', async () => {
    personalize.behaviour.deleteMinutes = 17;
    add();
    await succeeds(remove, { physicalId: ARN, polls: 1 });
    expect(status()).toBe('DELETE IN_PROGRESS');
    await succeeds(remove, { polls: 1 });
    expect(callsOf('DeleteRecommender')).toBe(1);
  });

  it('finds the resource behind an id that was never returned, also where somebody stopped it', async () => {
    const unknown = { ...remove, PhysicalResourceId: 'Shop-Resource-INVENTED' };
    // It succeeds when there is nothing.
    await succeeds(unknown, { polls: 1 });
    add(ours, 0).status = 'INACTIVE';
    await succeeds(unknown);
    expect(status()).toBe('DELETE IN_PROGRESS');
  });

  it('waits for a training that is under way, then deletes', async () => {
    personalize.behaviour.createMinutes = 40;
    add(ours, 0);
    await succeeds(remove);
    expect(personalize.resources.get(ARN)?.deletedAt).toBe(40);
  });

  it.each([
    ['waits for the tags of what is new', 'tags', 4, 4],
    ['waits for what is new to be found by its tags', 'tagged', 4, 4],
    ['deletes what reads do not show yet', 'description', 2, 0],
  ] as const)('%s', async (_what, reads, minutes, deletedAt) => {
    personalize.unseen[reads] = minutes;
    if (deletedAt === 0) personalize.behaviour.createMinutes = 0;
    add(ours, 0);
    await succeeds(remove);
    expect(personalize.resources.get(ARN)?.deletedAt).toBe(deletedAt);
  });

  it('fails at a resource without the tag: it may cost money, and may be somebody’s', async () => {
    add([]);
    await fails(remove, 'Delete it by hand');
    expect(callsOf('DeleteRecommender')).toBe(0);
  });

  it('deletes one that has lost its tag if the dataset group is this stack’s', async () => {
    personalize.add('dataset-group', 'Shop-shop', { tags: ours });
    add([]);
    await succeeds(remove);
    expect(status()).toBe('DELETE IN_PROGRESS');
  });

  it('keeps one without the tag in the rollback of an update, whose Create has refused it', async () => {
    personalize.add('dataset-group', 'Shop-shop', { tags: ours });
    add([]);
    Object.assign(stack, { isRollingBack: true, beganMs: 0 });
    await fails(remove, 'Delete it by hand');
    expect(status()).toBe('ACTIVE');

    // At the end of the stack it is deleted like all that is in the dataset group.
    stack.isGoing = true;
    await succeeds(remove);
    expect(status()).toBe('DELETE IN_PROGRESS');
  });

  /** Of an update that began so many minutes after the creation. */
  const rollback = (minutes: number) => ({ isRollingBack: true, beganMs: minutes * 60_000 });
  it.each<[string, unknown[], StackState, string]>([
    ['leaves alone what another stack made under the same name', theirs, {}, 'ACTIVE'],
    ['keeps what another logical id of the stack has', ours, { keeper: 'Moved' }, 'ACTIVE'],
    ['keeps what an update had found that is rolled back', ours, rollback(1), 'ACTIVE'],
    ['deletes what an update has created that is rolled back', ours, rollback(-1), 'DELETE IN_PROGRESS'],
  ])('%s', async (_what, tags, state, expected) => {
    add(tags);
    Object.assign(stack, state);
    await succeeds(remove, { polls: 1 });
    expect(status()).toBe(expected);
  });

  it('fails with the remedy when training outlasts the hour', async () => {
    personalize.behaviour.createMinutes = 90;
    add(ours, 0);
    await fails(remove, 'destroy again');
  });
});
