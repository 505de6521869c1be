import type { EventTrackerProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import type { MetricAttributionProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { eventTracker } from '../../lambda/event-tracker/event-tracker';
import { metricAttribution } from '../../lambda/metric-attribution/metric-attribution';
import { serviceError } from './support/fake-personalize';
import { handlerWorld, requestsFor, type HandlerWorld } from './support/handler-world';
import { STACK_ID } from './support/provider-framework';

const PERSONALIZE = 'arn:aws:personalize:eu-west-1:111122223333';
const DatasetGroupArn = `${PERSONALIZE}:dataset-group/Shop-shop`;
const FULL = serviceError('LimitExceededException', 'More than 1 resources in ACTIVE state.');
const ours = [{ tagKey: OWNER_TAG, tagValue: STACK_ID }];
const theirs = [{ tagKey: OWNER_TAG, tagValue: `${STACK_ID}-of-another` }];

/** What both kinds do, of which a dataset group has one at most. */
function onlyOne<Properties extends { Name: string }>(
  { callsOf, clock, fails, personalize, stack, succeeds }: HandlerWorld<Properties>,
  { create, remove }: Pick<ReturnType<typeof requestsFor<Properties>>, 'create' | 'remove'>,
  { operation, arn, resource }: Readonly<{ operation: string; arn: string; resource: object }>,
): void {
  it('is made in the dataset group, waited for, and found where the request is repeated', async () => {
    await succeeds(create, { physicalId: create.ResourceProperties.Name });
    expect(personalize.resources.get(arn)).toMatchObject(resource);
    expect(clock.minutes).toBe(1);
    clock.minutes = 60;
    await succeeds(create);
    expect(callsOf(operation)).toBe(1);
  });

  it('is gone where there is none, or no dataset group', async () => {
    await succeeds(remove, { polls: 1 });
    personalize.gone.add(DatasetGroupArn);
    await succeeds(remove, { polls: 1 });
  });

  it.each([
    ['is not made where the rollback has begun', 1, false],
    ['is deleted if the rollback began while it was created', 2, true],
  ])('%s', async (_what, from, isMade) => {
    stack.isAbandonedFrom = from;
    await fails(create);
    expect([personalize.resources.has(arn), personalize.statusOf(arn)]).toEqual([isMade, undefined]);
  });

  it('is waited for where it is listed later than made, and fails in the service’s words where the group has another one in the end', async () => {
    personalize.failNext(operation, FULL, 2);
    await succeeds(create);
    await succeeds(remove);
    clock.minutes = 0;
    personalize.failNext(operation, FULL, 100);
    await fails(create, 'LimitExceededException: More than 1 resources in ACTIVE state.');
    expect(clock.minutes).toBe(5);
  });
}

describe('an event tracker', () => {
  const ARN = `${PERSONALIZE}:event-tracker/0a1b2c3d`;
  const world = handlerWorld(eventTracker);
  const { callsOf, clock, fails, personalize, succeeds } = world;
  const requests = requestsFor<EventTrackerProperties>(
    { Name: 'Shop-events', DatasetGroupArn },
    'Shop-events',
  );
  const { create, remove } = requests;
  /** Adds one with these tags, which is an hour old unless told to be new. */
  const add = (tags: unknown[], more: object = {}, minutes = 60): void => {
    personalize.add('event-tracker', '0a1b2c3d', { datasetGroupArn: DatasetGroupArn, tags, ...more });
    clock.minutes = minutes;
  };

  const input = { name: 'Shop-events', datasetGroupArn: DatasetGroupArn };
  onlyOne(world, requests, {
    ...{ operation: 'CreateEventTracker', arn: ARN, resource: { input, tags: ours } },
  });

  it('gives its ARN and tracking id', async () => {
    add(ours, { trackingId: 'c2' });
    await succeeds(create, { data: { EventTrackerArn: ARN, TrackingId: 'c2' } });
    expect(callsOf('CreateEventTracker')).toBe(0);
  });

  it.each([
    ['nobody in particular', []],
    ['another stack', theirs],
  ])('fails where the group has one of %s, and its Delete leaves that alone', async (_who, tags) => {
    add(tags);
    const words = [`has the event tracker ${ARN}, which this stack did not`, 'set eventTracker to false'];
    const { physicalId } = await fails(create, ...words);
    for (const PhysicalResourceId of [physicalId, 'Shop-events'])
      await succeeds({ ...remove, PhysicalResourceId });
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it('is gone where its deletion ends between two reads', async () => {
    add(ours);
    personalize.before = (operation) => {
      if (operation === 'ListTagsForResource') personalize.resources.delete(ARN);
    };
    await succeeds(remove, { polls: 2 });
  });

  it('is known by who has just made it, though its tags cannot be read yet', async () => {
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
    ['its dataset group is in transition', 'CreateEventTracker', 'ResourceInUseException'],
    ['it is described later than listed', 'DescribeEventTracker', 'ResourceNotFoundException'],
  ])('is waited for where %s', async (_where, operation, error) => {
    personalize.behaviour.createMinutes = 0;
    if (operation.startsWith('Describe')) add(ours, {}, 0);
    personalize.failNext(operation, serviceError(error, 'Not now.'));
    await succeeds(create, { polls: 2 });
  });
});

describe('a metric attribution', () => {
  const ARN = `${PERSONALIZE}:metric-attribution/Shop-metrics`;
  const ROLE = 'arn:aws:iam::111122223333:role/metrics';
  const ORDERS = { EventType: 'Purchase', MetricName: 'orders', Expression: 'SAMPLECOUNT()' };
  const REVENUE = { EventType: 'Purchase', MetricName: 'revenue', Expression: 'SUM(Items.PRICE)' };
  const properties: MetricAttributionProperties = {
    ...{ Name: 'Shop-metrics', DatasetGroupArn, RoleArn: ROLE, Metrics: [ORDERS] },
  };
  const requests = requestsFor(properties, 'Shop-metrics');
  const { create, remove, update } = requests;
  const world = handlerWorld(metricAttribution);
  const { callsOf, clock, fails, personalize, run, stack, succeeds } = world;
  const made = (): object | undefined => personalize.resources.get(ARN)?.input;

  const input = {
    ...{ name: 'Shop-metrics', datasetGroupArn: DatasetGroupArn },
    metrics: [{ eventType: 'Purchase', metricName: 'orders', expression: 'SAMPLECOUNT()' }],
    metricsOutputConfig: { roleArn: ROLE },
  };
  onlyOne(world, requests, { operation: 'CreateMetricAttribution', arn: ARN, resource: { input } });

  it('is waited for where it is listed before it can be described, and its metrics later still', async () => {
    const gone = serviceError('ResourceNotFoundException', `Resource Arn ${ARN} does not exist.`);
    personalize.failNext('DescribeMetricAttribution', gone, 2);
    personalize.unseen.metrics = 2;
    await succeeds(create);
    const calls = ['Create', 'Delete', 'Describe'].map((verb) => callsOf(`${verb}MetricAttribution`));
    expect(calls).toEqual([1, 0, 3]);
  });

  it('is made anew where somebody has removed its metrics', async () => {
    await run(create);
    Object.assign(personalize.resources.get(ARN)!.input, { metrics: [] });
    await succeeds(update({}));
    expect(made()).toMatchObject({ metrics: [{ metricName: 'orders' }] });
  });

  it('is tried again until its role’s policy is there', async () => {
    personalize.behaviour.failureReason = 'Insufficient privileges';
    personalize.before = () => {
      if (clock.minutes >= 2) delete personalize.behaviour.failureReason;
    };
    await succeeds(create);
    expect(callsOf('CreateMetricAttribution')).toBe(2);
  });

  it('fails with Personalize’s reason where that stays', async () => {
    personalize.behaviour.failureReason = 'Insufficient privileges';
    await fails(create, `${ARN} is CREATE FAILED: Insufficient privileges`);
    await succeeds(remove);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it.each([
    ['is made anew with other metrics', { Metrics: [ORDERS, REVENUE] }, 1],
    ['is made anew with another role', { RoleArn: `${ROLE}-2` }, 1],
    ['is made anew with another event type', { Metrics: [{ ...ORDERS, EventType: 'View' }] }, 1],
    ['stays with the same metrics in another order', { Metrics: [REVENUE, ORDERS] }, 0],
  ])('%s', async (_what, changed, times) => {
    const Metrics = times > 0 ? [ORDERS] : [ORDERS, REVENUE];
    await run({ ...create, ResourceProperties: { ...properties, Metrics } });
    await succeeds(update(changed));
    const calls = [callsOf('DeleteMetricAttribution'), callsOf('CreateMetricAttribution')];
    expect(calls).toEqual([times, 1 + times]);
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it('fails where the group has another, in clear words, and its Delete leaves that alone', async () => {
    const another = { name: 'by-hand', datasetGroupArn: DatasetGroupArn };
    const { arn } = personalize.add('metric-attribution', 'by-hand', another);
    clock.minutes = 60;
    await fails(create, 'metric-attribution/by-hand, which this stack did not create');
    await succeeds(remove);
    expect(personalize.statusOf(arn)).toBe('ACTIVE');
  });

  it.each([
    ['stays as it is', {}, undefined],
    ['fails with other metrics', { Metrics: [REVENUE] }, 'its metrics or its role would change'],
    ['fails with another role', { RoleArn: `${ROLE}-2` }, 'its metrics or its role would change'],
  ])('that moves to another logical id %s', async (_what, changed, words) => {
    await run(create);
    stack.keeper = 'Former';
    const ResourceProperties = { ...properties, ...changed };
    const moved = { ...create, RequestId: 'moved', ResourceProperties };
    await (words === undefined ? succeeds(moved) : fails(moved, words));
    expect(made()).toMatchObject({ metricsOutputConfig: { roleArn: ROLE } });
    expect([callsOf('DeleteMetricAttribution'), callsOf('CreateMetricAttribution')]).toEqual([0, 1]);
  });
});
