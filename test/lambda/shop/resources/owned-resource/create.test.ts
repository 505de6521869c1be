import { serviceError } from '../../../support/fake-personalize';
import { ARN, create, input, ours, remove, theirs, ownedWorld } from './owned-world';

const { add, callsOf, clock, fails, personalize, run, status, succeeds } = ownedWorld();

describe('a Create', () => {
  it('makes the resource, tagged as this stack’s, under a predictable ARN', async () => {
    await succeeds(create, { physicalId: ARN, polls: 1 });
    expect(personalize.resources.get(ARN)).toMatchObject({ input, tags: ours });
    // When it is repeated, it finds its own resource.
    await succeeds(create, { physicalId: ARN });
    expect(callsOf('CreateRecommender')).toBe(1);
  });

  it('finds its own resource when the answer to the first call was lost', async () => {
    personalize.after = (operation) => {
      if (operation === 'CreateRecommender')
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    };
    await succeeds(create, { polls: 2 });
    expect(callsOf('CreateRecommender')).toBe(1);
  });

  it('waits while its parent is in transition, and while the request rate is exceeded', async () => {
    personalize.failNext('CreateRecommender', serviceError('ResourceInUseException', 'group'));
    personalize.failNext('CreateRecommender', serviceError('LimitExceededException', 'Rate exceeded'));
    await succeeds(create, { polls: 3 });
  });

  it('waits for the end of an earlier deletion', async () => {
    add(theirs, 0).deletedAt = 0;
    await succeeds(create, { polls: 3 });
    expect(personalize.resources.get(ARN)?.tags).toEqual(ours);
  });

  it.each([
    ['nobody in particular', []],
    ['another stack', theirs],
  ])('fails at a resource of %s, and its Delete leaves that alone', async (_owner, tags) => {
    add(tags);
    const words = [`${ARN} already exists and does not belong to this stack`, 'another stack name'];
    const { physicalId } = await fails(create, ...words);
    expect(clock.minutes).toBe(60);
    await succeeds({ ...remove, PhysicalResourceId: physicalId });
    expect(personalize.resources.get(ARN)?.deletedAt).toBeUndefined();
  });

  it('fails at a foreign resource, too, when the first look was throttled', async () => {
    add(theirs, 0);
    personalize.failNext('DescribeRecommender', serviceError('ThrottlingException', 'Rate exceeded'));
    await fails(create, 'does not belong to this stack');
  });

  it('fails with Personalize’s reason, and its Delete removes what is left', async () => {
    Object.assign(personalize.behaviour, { createMinutes: 0, failureReason: 'fewer than 1000 interactions' });
    const { physicalId } = await fails(create, `${ARN} is CREATE FAILED: fewer than 1000 interactions`);
    await succeeds({ ...remove, PhysicalResourceId: physicalId });
    expect(status()).toBe('DELETE IN_PROGRESS');
  });

  it('fails at a quota of what exists, in the service’s words', async () => {
    const words = 'More than 5 resources in ACTIVE state. Please delete some and try again.';
    personalize.failNext('CreateRecommender', serviceError('LimitExceededException', words));
    const reason = `LimitExceededException: ${words}`;
    expect(await run(create)).toMatchObject({ status: 'FAILED', reason, physicalId: ARN });
  });
});
