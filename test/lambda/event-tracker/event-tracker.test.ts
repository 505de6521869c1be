import type { EventTrackerProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { eventTracker } from '../../../lambda/event-tracker/event-tracker';
import { serviceError } from '../support/fake-personalize';
import { handlerWorld, requestsFor } from '../support/handler-world';
import { STACK_ID } from '../support/provider-framework';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:event-tracker/0a1b2c3d';
const properties: EventTrackerProperties = {
  Name: 'Shop-events',
  DatasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
};
const ours = [{ tagKey: OWNER_TAG, tagValue: STACK_ID }];
const theirs = [{ tagKey: OWNER_TAG, tagValue: `${STACK_ID}-of-another` }];
const FULL = serviceError('LimitExceededException', 'More than 1 resources in ACTIVE state.');
const { create, remove } = requestsFor(properties, 'Shop-events');

const { callsOf, clock, fails, personalize, stack, succeeds } = handlerWorld(eventTracker);

const { DatasetGroupArn: datasetGroupArn } = properties;
/** Adds one with these tags, which is an hour old unless told to be new. */
const add = (tags: unknown[], more: object = {}, minutes = 60): void => {
  personalize.add('event-tracker', '0a1b2c3d', { datasetGroupArn, tags, ...more });
  clock.minutes = minutes;
};

describe('an event tracker', () => {
  it('is made in the dataset group, tagged as this stack’s, and waited for', async () => {
    await succeeds(create, { physicalId: 'Shop-events' });
    const input = { name: 'Shop-events', datasetGroupArn };
    expect(personalize.resources.get(ARN)).toMatchObject({ input, tags: ours });
    expect(clock.minutes).toBe(1);
  });

  it('is found, and not made twice, where the request is repeated, and gives its ARN and tracking id', async () => {
    add(ours, { trackingId: 'c2' });
    await succeeds(create, { data: { EventTrackerArn: ARN, TrackingId: 'c2' } });
    expect(callsOf('CreateEventTracker')).toBe(0);
  });

  it.each([
    ['nobody in particular', []],
    ['another stack', theirs],
  ])('fails where the group has one of %s, and its Delete leaves that alone', async (_who, tags) => {
    add(tags);
    const words = [
      `has the event tracker ${ARN}, which this stack did not create`,
      'set eventTracker to false',
    ];
    const { physicalId } = await fails(create, ...words);
    for (const PhysicalResourceId of [physicalId, 'Shop-events'])
      await succeeds({ ...remove, PhysicalResourceId });
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it('goes with its resource, and is waited for', async () => {
    personalize.behaviour.deleteMinutes = 2;
    add(ours);
    await succeeds(remove);
    expect(clock.minutes).toBe(62);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it('is gone where its deletion ends between two reads', async () => {
    add(ours);
    personalize.before = (operation) => {
      if (operation === 'ListTagsForResource') personalize.resources.delete(ARN);
    };
    await succeeds(remove, { polls: 2 });
  });

  it('is gone where there is none, or no dataset group', async () => {
    await succeeds(remove, { polls: 1 });
    personalize.gone.add(properties.DatasetGroupArn);
    await succeeds(remove, { polls: 1 });
  });

  it('is deleted if the rollback began while it was created', async () => {
    stack.isAbandonedFrom = 2;
    await fails(create);
    expect(personalize.resources.has(ARN)).toBe(true);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  describe('whose reads come too early', () => {
    it('is known by who has just made it', async () => {
      personalize.behaviour.createMinutes = 0;
      personalize.unseen.tags = 60;
      await succeeds(create, { polls: 1 });
    });

    it.each(['tags', 'tagged'] as const)('is waited for by what comes next (%s)', async (what) => {
      personalize.unseen[what] = 3;
      add(ours, {}, 0);
      await succeeds(create);
      expect(clock.minutes).toBe(3);
      clock.minutes = 0;
      await succeeds(remove);
      expect(personalize.resources.get(ARN)?.deletedAt).toBe(3);
    });

    it.each([
      ['its dataset group is in transition', 'CreateEventTracker', 'ResourceInUseException', 1],
      ['it is described later than listed', 'DescribeEventTracker', 'ResourceNotFoundException', 1],
      ['it is listed later than made, for minutes', 'CreateEventTracker', 'LimitExceededException', 2],
    ])('is waited for where %s', async (_where, operation, error, times) => {
      personalize.behaviour.createMinutes = 0;
      if (operation.startsWith('Describe')) add(ours, {}, 0);
      personalize.failNext(operation, serviceError(error, FULL.message), times);
      await succeeds(create, { polls: times + 1 });
    });

    it('fails in the service’s words where the group has another one in the end', async () => {
      personalize.failNext('CreateEventTracker', FULL, 100);
      await fails(create, 'LimitExceededException: More than 1 resources in ACTIVE state.');
      expect(clock.minutes).toBe(5);
    });
  });
});
