import { serviceError } from '../../../support/fake-personalize';
import { ARN, create, input, ours, ownedWorld, properties, type OwnedWorld } from './owned-world';

let world: OwnedWorld;
beforeEach(() => {
  world = ownedWorld();
});

describe('a Create that CloudFormation is rolling back', () => {
  it('makes nothing any more, and says why', async () => {
    world.stack.isAbandoned = true;
    const { status, reason } = await world.run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('no longer wants');
    expect(world.countOf('CreateRecommender')).toBe(0);
  });

  it('does not make again what the Delete has removed, while it waits', async () => {
    world.personalize.failNext('CreateRecommender', serviceError('ResourceInUseException', 'group'));
    const { send } = world.personalize.client;
    const client = {
      send: (async (command: Parameters<typeof send>[0]) => {
        // The Delete runs, and finds nothing, after the first attempt.
        if (command.constructor.name === 'CreateRecommenderCommand') world.stack.isAbandoned = true;
        return send(command);
      }) as typeof send,
    };
    world.run = world.runWith(undefined, client);
    expect(await world.run(create)).toMatchObject({ status: 'FAILED' });
    expect(world.countOf('CreateRecommender')).toBe(1);
    expect(world.personalize.statusOf(ARN)).toBeUndefined();
  });

  it('takes back what it made, too, where nobody sees that for a while', async () => {
    world.personalize.unseen.description = 2;
    const { send } = world.personalize.client;
    const client = {
      send: (async (command: Parameters<typeof send>[0]) => {
        const answer = await send(command);
        if (command.constructor.name === 'CreateRecommenderCommand') world.stack.isAbandoned = true;
        return answer;
      }) as typeof send,
    };
    world.run = world.runWith(undefined, client);
    expect(await world.run(create)).toMatchObject({ status: 'FAILED' });
    expect(world.personalize.resources.get(ARN)?.deletedAt).toBeDefined();
  });

  it('takes back what it made while the rollback began, once that can be deleted', async () => {
    let asked = 0;
    // The stack rolls forward before the creation, back after it.
    world.run = world.runWith(async () => ++asked > 1);
    world.personalize.behaviour.createMinutes = 27;
    expect(await world.run(create)).toMatchObject({ status: 'FAILED' });
    expect(world.countOf('CreateRecommender')).toBe(1);
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('takes nothing back that another logical id of the stack has', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    world.clock.minutes = 60;
    Object.assign(world.stack, { isAbandoned: true, keeper: 'Former' });
    expect(await world.run(create)).toMatchObject({ status: 'FAILED' });
    expect(world.personalize.statusOf(ARN)).toBe('ACTIVE');
  });
});

describe('an Update that a rollback has superseded', () => {
  it('changes nothing any more, and says why', async () => {
    world.personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    world.clock.minutes = 60;
    world.stack.isSuperseded = true;
    const RecommenderConfig = { MinRecommendationRequestsPerSecond: '2' };
    const { status, reason } = await world.run({
      RequestType: 'Update',
      PhysicalResourceId: ARN,
      ResourceProperties: { ...create.ResourceProperties, RecommenderConfig },
      OldResourceProperties: create.ResourceProperties,
    });
    expect([status, reason]).toEqual(['FAILED', expect.stringContaining('no longer wants this update')]);
    expect(world.countOf('UpdateRecommender')).toBe(0);
  });
});

describe('an Update that replaces the resource', () => {
  const replace = {
    ...create,
    RequestType: 'Update',
    PhysicalResourceId: `${ARN}-before`,
    OldResourceProperties: { ...properties, Name: `${properties.Name}-before` },
  } as const;

  it('makes nothing once CloudFormation rolls back', async () => {
    world.stack.isSuperseded = true;
    expect(await world.run(replace)).toMatchObject({ status: 'FAILED' });
    expect(world.countOf('CreateRecommender')).toBe(0);
  });

  it('takes back what it made, because CloudFormation never deletes it', async () => {
    const { send } = world.personalize.client;
    const client = {
      send: (async (command: Parameters<typeof send>[0]) => {
        const answer = await send(command);
        if (command.constructor.name === 'CreateRecommenderCommand') world.stack.isSuperseded = true;
        return answer;
      }) as typeof send,
    };
    world.run = world.runWith(undefined, client);
    expect(await world.run(replace)).toMatchObject({ status: 'FAILED' });
    expect(world.countOf('CreateRecommender')).toBe(1);
    expect(world.personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });
});
