import type { EventTrackerProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { eventTracker } from '../../../lambda/event-tracker/event-tracker';
import { providerHandlers } from '../../../lambda/shop/resources/provider-handlers';
import { serviceError } from '../support/fake-personalize';
import { handlerWorld } from '../support/handler-world';
import { STACK_ID, type Request } from '../support/provider-framework';
import { stackDouble } from '../support/stack-double';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:event-tracker/0a1b2c3d';
const properties: EventTrackerProperties = {
  Name: 'Shop-events',
  DatasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
};
const ours = [{ tagKey: OWNER_TAG, tagValue: STACK_ID }];
const theirs = [{ tagKey: OWNER_TAG, tagValue: `${STACK_ID}-of-another` }];
const create: Request<EventTrackerProperties> = { RequestType: 'Create', ResourceProperties: properties };
const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: 'Shop-events' } as const;

const { clock, personalize, stack, run, runBy, callsOf } = handlerWorld(eventTracker);

const add = (tags: unknown[], datasetGroupArn = properties.DatasetGroupArn): void => {
  personalize.add('event-tracker', '0a1b2c3d', { datasetGroupArn, tags });
  clock.minutes = 60;
};

describe('an event tracker', () => {
  it('is made in the dataset group, tagged as this stack’s, and waited for', async () => {
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: 'Shop-events' });
    const input = { name: 'Shop-events', datasetGroupArn: properties.DatasetGroupArn };
    expect(personalize.resources.get(ARN)).toMatchObject({ input, tags: ours });
    expect(clock.minutes).toBe(1);
  });

  it('gives its ARN and its tracking id', async () => {
    const { DatasetGroupArn: datasetGroupArn } = properties;
    personalize.behaviour.createMinutes = 0;
    personalize.add('event-tracker', '0a1b2c3d', { datasetGroupArn, trackingId: 'c2', tags: ours });
    const { onEvent, isComplete } = providerHandlers(() => eventTracker(personalize.client, stackDouble()), {
      now: () => 0,
      logger: { info: () => undefined, error: () => undefined },
    });
    const event = {
      ...create,
      RequestId: '1',
      StackId: STACK_ID,
      LogicalResourceId: 'Tracker',
      ResourceType: 'Custom::PersonalizeEventTracker',
      ResourceProperties: properties,
    };
    const started = await onEvent(event);
    expect(await isComplete({ ...event, ...started })).toEqual({
      IsComplete: true,
      Data: { EventTrackerArn: ARN, TrackingId: 'c2' },
    });
  });

  it('is found, and not made twice, where the request is repeated', async () => {
    await run(create);
    expect((await run(create)).status).toBe('SUCCESS');
    expect(callsOf('CreateEventTracker')).toBe(1);
  });

  it('waits while its dataset group is in transition', async () => {
    personalize.failNext('CreateEventTracker', serviceError('ResourceInUseException', 'group'));
    expect((await run(create)).status).toBe('SUCCESS');
  });

  it.each([
    ['nobody in particular', []],
    ['another stack', theirs],
  ])(
    'fails where the group has one of %s, in clear words, and its Delete leaves that alone',
    async (_who, tags) => {
      add(tags);
      const { status, reason, physicalId } = await run(create);
      expect(status).toBe('FAILED');
      expect(reason).toContain(`has the event tracker ${ARN}, which this stack did not create`);
      expect(reason).toContain('set eventTracker to false');
      for (const PhysicalResourceId of [physicalId, 'Shop-events'])
        expect((await run({ ...remove, PhysicalResourceId })).status).toBe('SUCCESS');
      expect(personalize.statusOf(ARN)).toBe('ACTIVE');
    },
  );

  it('goes with its resource, and is waited for', async () => {
    personalize.behaviour.deleteMinutes = 2;
    add(ours);
    expect((await run(remove)).status).toBe('SUCCESS');
    expect(clock.minutes).toBe(62);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it('is gone where its deletion ends between two reads', async () => {
    add(ours);
    expect(await runBy(personalize.clientThatLoses(ARN))(remove)).toMatchObject({
      status: 'SUCCESS',
      polls: 2,
    });
  });

  it('is gone where there is none', async () => {
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });

  it('is gone where its dataset group was deleted by hand', async () => {
    personalize.gone.add(properties.DatasetGroupArn);
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });

  it('is deleted if the rollback began while it was created', async () => {
    stack.isAbandonedFrom = 2;
    expect((await run(create)).status).toBe('FAILED');
    expect(personalize.resources.has(ARN)).toBe(true);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  describe('whose reads come too early', () => {
    it('is known by who has just made it', async () => {
      personalize.behaviour.createMinutes = 0;
      personalize.unseen.tags = 60;
      expect(await run(create)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    });

    it.each(['tags', 'tagged'] as const)('is waited for by its next attempt (%s)', async (what) => {
      personalize.unseen[what] = 3;
      personalize.add('event-tracker', '0a1b2c3d', {
        datasetGroupArn: properties.DatasetGroupArn,
        tags: ours,
      });
      expect((await run(create)).status).toBe('SUCCESS');
      expect(clock.minutes).toBe(3);
    });

    it('is not deleted before it is known whose it is, nor forgotten', async () => {
      personalize.unseen.tags = 3;
      personalize.add('event-tracker', '0a1b2c3d', {
        datasetGroupArn: properties.DatasetGroupArn,
        tags: ours,
      });
      expect((await run(remove)).status).toBe('SUCCESS');
      expect(personalize.resources.get(ARN)?.deletedAt).toBe(3);
    });

    it('is waited for where it is described later than listed', async () => {
      const { DatasetGroupArn: datasetGroupArn } = properties;
      personalize.behaviour.createMinutes = 0;
      personalize.add('event-tracker', '0a1b2c3d', { datasetGroupArn, tags: ours });
      personalize.failNext('DescribeEventTracker', serviceError('ResourceNotFoundException', 'gone'));
      expect(await run(create)).toMatchObject({ status: 'SUCCESS', polls: 2 });
    });

    it('is waited for where it is listed later than made, for minutes', async () => {
      const full = serviceError('LimitExceededException', 'More than 1 resources in ACTIVE state.');
      personalize.failNext('CreateEventTracker', full, 2);
      expect(await run(create)).toMatchObject({ status: 'SUCCESS' });
    });

    it('fails in the service’s words where the group has another one in the end', async () => {
      const full = serviceError('LimitExceededException', 'More than 1 resources in ACTIVE state.');
      personalize.failNext('CreateEventTracker', full, 100);
      expect((await run(create)).reason).toBe(
        'LimitExceededException: More than 1 resources in ACTIVE state.',
      );
      expect(clock.minutes).toBe(5);
    });
  });
});
