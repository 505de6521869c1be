import { serviceError } from '../../../support/fake-personalize';
import type { StackState } from '../../../support/stack-double';
import { ARN, create, input, ours, ownedWorld, properties, remove, theirs, update } from './owned-world';

const { add, callsOf, clock, fails, personalize, run, stack, status, succeeds } = ownedWorld();

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

describe('a Create whose reads come too early', () => {
  it.each([
    ['takes what it has just made for its own, whatever tags say', 'tags', 60, 0],
    ['makes it once where its description comes later', 'description', 3, 3],
  ] as const)('%s', async (_what, reads, unseen, ends) => {
    personalize.unseen[reads] = unseen;
    await succeeds(create);
    expect([clock.minutes, personalize.resources.size]).toEqual([ends, 1]);
  });

  it.each(['tags', 'tagged'] as const)('waits for the tags of an earlier attempt (%s)', async (what) => {
    await run(create);
    personalize.unseen[what] = 3;
    await succeeds(create, { physicalId: ARN });
    expect([clock.minutes, callsOf('CreateRecommender')]).toEqual([3, 1]);
  });

  it('fails in words, after minutes, where what is new has no owner in the end', async () => {
    add([], 0);
    await fails(create, `${ARN} already exists and does not belong to this stack`);
    expect(clock.minutes).toBeGreaterThanOrEqual(5);
    expect(clock.minutes).toBeLessThan(10);
  });

  it('fails at once at what is new and another stack’s', async () => {
    add(theirs, 0);
    expect(await run(create)).toMatchObject({ status: 'FAILED', polls: 0 });
  });
});

describe('a look at the stack', () => {
  const failed = (): Error => Object.assign(new Error('the status of the stack'), { $retryable: {} });
  let looks: number;
  beforeEach(() => (looks = 0));

  it('that fails is taken again, before the creation and after it', async () => {
    stack.look = async () => {
      if (++looks % 3 !== 0) throw failed();
      return false;
    };
    await succeeds(create, { polls: 5 });
    expect(callsOf('CreateRecommender')).toBe(1);
  });

  it('that failed after the creation is made up for: what is not wanted any more is taken back', async () => {
    stack.look = async () => {
      if (++looks === 2) throw failed();
      return looks > 2;
    };
    await fails(create);
    expect([callsOf('CreateRecommender'), status()]).toEqual([1, 'DELETE IN_PROGRESS']);
  });

  it('fails a Create, in words, that never gets an answer, and makes nothing', async () => {
    stack.look = () => Promise.reject(failed());
    await fails(create, 'After 55 minutes still waiting for the status of the stack');
    expect(callsOf('CreateRecommender')).toBe(0);
  });

  it('is taken twice for a creation, and not at all for an Update', async () => {
    stack.look = async () => ++looks < 0;
    await run(create);
    expect(looks).toBe(2);
    clock.minutes = 60;
    await run(update());
    expect(looks).toBe(2);
  });

  it('is taken, too, where an Update had to make the resource anew', async () => {
    stack.look = async () => ++looks > 1;
    await run(update());
    expect([callsOf('CreateRecommender'), status()]).toEqual([1, 'DELETE IN_PROGRESS']);
  });
});

/** The rollback begins before the creation, or after it. */
const rollBack = (when: 'before' | 'after', becomes: StackState = { isAbandoned: true }): void => {
  personalize[when] = (operation) => {
    if (operation === 'CreateRecommender') Object.assign(stack, becomes);
  };
};

describe('a Create that CloudFormation is rolling back', () => {
  it('makes nothing any more, and says why', async () => {
    stack.isAbandoned = true;
    await fails(create, 'no longer wants');
    expect(callsOf('CreateRecommender')).toBe(0);
  });

  it('does not make again what the Delete has removed, while it waits', async () => {
    personalize.failNext('CreateRecommender', serviceError('ResourceInUseException', 'group'));
    rollBack('before');
    await fails(create);
    expect([callsOf('CreateRecommender'), status()]).toEqual([1, undefined]);
  });

  it.each([
    ['where nobody sees that for a while', 2, 1],
    ['once that can be deleted', 0, 27],
  ])('takes back what it made while the rollback began, %s', async (_when, unseen, createMinutes) => {
    personalize.unseen.description = unseen;
    rollBack('after');
    personalize.behaviour.createMinutes = createMinutes;
    await fails(create);
    const { deletedAt } = personalize.resources.get(ARN)!;
    expect([callsOf('CreateRecommender'), deletedAt]).toEqual([1, createMinutes]);
  });

  it('takes nothing back that another logical id of the stack has', async () => {
    add();
    Object.assign(stack, { isAbandoned: true, keeper: 'Former' });
    await fails(create);
    expect(status()).toBe('ACTIVE');
  });
});

describe('an Update that a rollback has superseded', () => {
  it('changes nothing any more, and says why', async () => {
    add(ours);
    stack.isSuperseded = true;
    const RecommenderConfig = { MinRecommendationRequestsPerSecond: '2' };
    await fails(update({ RecommenderConfig }), 'no longer wants this update');
    expect(callsOf('UpdateRecommender')).toBe(0);
  });

  const replace = {
    ...update({}, { Name: `${properties.Name}-before` }),
    PhysicalResourceId: `${ARN}-before`,
  };

  it('makes nothing in place of the former resource', async () => {
    stack.isSuperseded = true;
    await fails(replace);
    expect(callsOf('CreateRecommender')).toBe(0);
  });

  it('takes back what it made in place of the former one, because CloudFormation never deletes it', async () => {
    rollBack('after', { isSuperseded: true });
    await fails(replace);
    expect([callsOf('CreateRecommender'), status()]).toEqual([1, 'DELETE IN_PROGRESS']);
  });
});
