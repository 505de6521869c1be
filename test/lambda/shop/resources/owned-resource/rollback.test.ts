import { serviceError } from '../../../support/fake-personalize';
import type { StackState } from '../../../support/stack-double';
import { ARN, create, ours, ownedWorld, properties, update } from './owned-world';

const { add, callsOf, fails, personalize, stack, status } = ownedWorld();

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

  it('takes back what it made, too, where nobody sees that for a while', async () => {
    personalize.unseen.description = 2;
    rollBack('after');
    await fails(create);
    expect(personalize.resources.get(ARN)?.deletedAt).toBeDefined();
  });

  it('takes back what it made while the rollback began, once that can be deleted', async () => {
    rollBack('after');
    personalize.behaviour.createMinutes = 27;
    await fails(create);
    expect([callsOf('CreateRecommender'), status()]).toEqual([1, 'DELETE IN_PROGRESS']);
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
});

describe('an Update that replaces the resource', () => {
  const replace = {
    ...update({}, { Name: `${properties.Name}-before` }),
    PhysicalResourceId: `${ARN}-before`,
  };

  it('makes nothing once CloudFormation rolls back', async () => {
    stack.isSuperseded = true;
    await fails(replace);
    expect(callsOf('CreateRecommender')).toBe(0);
  });

  it('takes back what it made, because CloudFormation never deletes it', async () => {
    rollBack('after', { isSuperseded: true });
    await fails(replace);
    expect([callsOf('CreateRecommender'), status()]).toEqual([1, 'DELETE IN_PROGRESS']);
  });
});
