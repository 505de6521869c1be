import { serviceError } from '../../../support/fake-personalize';
import { ARN, create, input, ours, remove, theirs, ownedWorld, type OwnedWorld } from './owned-world';

let world: OwnedWorld;
beforeEach(() => {
  world = ownedWorld();
});

describe('a Create', () => {
  it('makes the resource, tagged as this stack’s, under a predictable ARN', async () => {
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS', physicalId: ARN, polls: 1 });
    expect(world.personalize.resources.get(ARN)).toMatchObject({ input, tags: ours });
  });

  it('finds its own resource when it is repeated', async () => {
    await world.run(create);
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS', physicalId: ARN });
    expect(world.countOf('CreateRecommender')).toBe(1);
  });

  it('finds its own resource when the answer to the first call was lost', async () => {
    const { send } = world.personalize.client;
    let isLost = false;
    const client = {
      send: (async (command: Parameters<typeof send>[0]) => {
        const answer = await send(command);
        if (command.constructor.name !== 'CreateRecommenderCommand' || isLost) return answer;
        isLost = true;
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      }) as typeof send,
    };
    world.run = world.runWith(undefined, client);
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS', polls: 2 });
    expect(world.countOf('CreateRecommender')).toBe(1);
  });

  it('waits while its parent is in transition, and while the request rate is exceeded', async () => {
    world.personalize.failNext('CreateRecommender', serviceError('ResourceInUseException', 'group'));
    world.personalize.failNext('CreateRecommender', serviceError('LimitExceededException', 'Rate exceeded'));
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS', polls: 3 });
  });

  it('waits for the end of an earlier deletion', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: theirs }).deletedAt = 0;
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS', polls: 3 });
    expect(world.personalize.resources.get(ARN)?.tags).toEqual(ours);
  });

  it.each([
    ['nobody in particular', []],
    ['another stack', theirs],
  ])('fails at a resource of %s, and its Delete leaves that alone', async (_owner, tags) => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags });
    world.clock.minutes = 60;
    const { status, reason, physicalId } = await world.run(create);
    expect(status).toBe('FAILED');
    expect(world.clock.minutes).toBe(60);
    expect(reason).toContain(`${ARN} already exists and does not belong to this stack`);
    expect(reason).toContain('another stack name');
    expect(await world.run({ ...remove, PhysicalResourceId: physicalId })).toMatchObject({
      status: 'SUCCESS',
    });
    expect(world.personalize.resources.get(ARN)?.deletedAt).toBeUndefined();
  });

  it('fails at a foreign resource, too, when the first look was throttled', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: theirs });
    world.personalize.failNext('DescribeRecommender', serviceError('ThrottlingException', 'Rate exceeded'));
    const { status, reason } = await world.run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('does not belong to this stack');
  });

  it('fails with Personalize’s reason, and its Delete removes what is left', async () => {
    Object.assign(world.personalize.behaviour, {
      createMinutes: 0,
      failureReason: 'fewer than 1000 interactions',
    });
    const { status, reason, physicalId } = await world.run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain(`${ARN} is CREATE FAILED: fewer than 1000 interactions`);
    expect(await world.run({ ...remove, PhysicalResourceId: physicalId })).toMatchObject({
      status: 'SUCCESS',
    });
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('fails at a quota of what exists, in the service’s words', async () => {
    const words = 'More than 5 resources in ACTIVE state. Please delete some and try again.';
    world.personalize.failNext('CreateRecommender', serviceError('LimitExceededException', words));
    expect(await world.run(create)).toMatchObject({
      status: 'FAILED',
      reason: `LimitExceededException: ${words}`,
      physicalId: ARN,
    });
  });
});
