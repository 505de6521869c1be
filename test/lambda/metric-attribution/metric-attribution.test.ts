import type { MetricAttributionProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import { metricAttribution } from '../../../lambda/metric-attribution/metric-attribution';
import { serviceError } from '../support/fake-personalize';
import { handlerWorld, requestsFor } from '../support/handler-world';

const PERSONALIZE = 'arn:aws:personalize:eu-west-1:111122223333';
const ARN = `${PERSONALIZE}:metric-attribution/Shop-metrics`;
const ROLE = 'arn:aws:iam::111122223333:role/metrics';
const ORDERS = { EventType: 'Purchase', MetricName: 'orders', Expression: 'SAMPLECOUNT()' };
const REVENUE = { EventType: 'Purchase', MetricName: 'revenue', Expression: 'SUM(Items.PRICE)' };
const properties: MetricAttributionProperties = {
  Name: 'Shop-metrics',
  DatasetGroupArn: `${PERSONALIZE}:dataset-group/Shop-shop`,
  RoleArn: ROLE,
  Metrics: [ORDERS],
};
const { create, remove, update } = requestsFor(properties, 'Shop-metrics');
const FULL = serviceError('LimitExceededException', 'More than 1 resources in ACTIVE state.');

const { callsOf, clock, fails, personalize, run, stack, succeeds } = handlerWorld(metricAttribution);
const made = (): object | undefined => personalize.resources.get(ARN)?.input;
const addAnother = (): void => {
  const { DatasetGroupArn: datasetGroupArn } = properties;
  personalize.add('metric-attribution', 'by-hand', { name: 'by-hand', datasetGroupArn });
  clock.minutes = 60;
};

describe('a metric attribution', () => {
  it('is made in the dataset group, and waited for', async () => {
    await succeeds(create, { physicalId: 'Shop-metrics' });
    expect(made()).toEqual({
      name: 'Shop-metrics',
      datasetGroupArn: properties.DatasetGroupArn,
      metrics: [{ eventType: 'Purchase', metricName: 'orders', expression: 'SAMPLECOUNT()' }],
      metricsOutputConfig: { roleArn: ROLE },
    });
    expect(clock.minutes).toBe(1);
    // It is found, and not made twice, where the request is repeated.
    await succeeds(create);
    expect(callsOf('CreateMetricAttribution')).toBe(1);
  });

  it('is waited for where it is listed before it can be described, and its metrics later still', async () => {
    const gone = serviceError('ResourceNotFoundException', `Resource Arn ${ARN} does not exist.`);
    personalize.failNext('DescribeMetricAttribution', gone, 2);
    personalize.unseen.metrics = 2;
    await succeeds(create);
    expect([callsOf('CreateMetricAttribution'), callsOf('DeleteMetricAttribution')]).toEqual([1, 0]);
    expect(callsOf('DescribeMetricAttribution')).toBe(3);
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
    ['metrics', { Metrics: [ORDERS, REVENUE] }],
    ['a role', { RoleArn: `${ROLE}-2` }],
    ['an event type', { Metrics: [{ ...ORDERS, EventType: 'View' }] }],
  ])('is made anew with other %s', async (_what, changed) => {
    await run(create);
    await succeeds(update(changed));
    expect([callsOf('DeleteMetricAttribution'), callsOf('CreateMetricAttribution')]).toEqual([1, 2]);
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it('stays with the same metrics in another order', async () => {
    await run({ ...create, ResourceProperties: { ...properties, Metrics: [REVENUE, ORDERS] } });
    await succeeds(update({ Metrics: [ORDERS, REVENUE] }));
    expect(callsOf('DeleteMetricAttribution')).toBe(0);
  });

  it('fails where the group has another, in clear words, and its Delete leaves that alone', async () => {
    addAnother();
    await fails(create, 'metric-attribution/by-hand, which this stack did not create');
    await succeeds(remove);
    expect(personalize.statusOf(`${PERSONALIZE}:metric-attribution/by-hand`)).toBe('ACTIVE');
  });

  it('goes with its resource, and is waited for', async () => {
    await run(create);
    personalize.resources.get(ARN)!.deleteMinutes = 2;
    await succeeds(remove);
    expect(clock.minutes).toBe(3);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it('is gone where there is none, or no dataset group', async () => {
    await succeeds(remove, { polls: 1 });
    personalize.gone.add(properties.DatasetGroupArn);
    await succeeds(remove, { polls: 1 });
  });

  it.each([
    ['is not made where the rollback has begun', 1, false],
    ['is deleted if the rollback began while it was created', 2, true],
  ])('%s', async (_what, from, isMade) => {
    stack.isAbandonedFrom = from;
    await fails(create);
    expect([personalize.resources.has(ARN), personalize.statusOf(ARN)]).toEqual([isMade, undefined]);
  });

  it('is waited for where it is listed later than made, and fails in the service’s words where the group has another one in the end', async () => {
    personalize.failNext('CreateMetricAttribution', FULL, 2);
    await succeeds(create);
    await succeeds(remove);
    clock.minutes = 0;
    personalize.failNext('CreateMetricAttribution', FULL, 100);
    await fails(create, 'LimitExceededException: More than 1 resources in ACTIVE state.');
    expect(clock.minutes).toBe(5);
  });
});

describe('a metric attribution that moves to another logical id', () => {
  beforeEach(async () => {
    await run(create);
    stack.keeper = 'Former';
  });
  const moved = (changed: Partial<MetricAttributionProperties>) => ({
    ...{ ...create, RequestId: 'moved' },
    ResourceProperties: { ...properties, ...changed },
  });

  it('stays as it is', async () => {
    await succeeds(moved({}));
    expect(callsOf('CreateMetricAttribution')).toBe(1);
  });

  it.each([{ Metrics: [REVENUE] }, { RoleArn: `${ROLE}-moved` }])('fails with other %o', async (other) => {
    await fails(moved(other), 'its metrics or its role would change');
    expect(made()).toMatchObject({ metricsOutputConfig: { roleArn: ROLE } });
    expect(callsOf('DeleteMetricAttribution')).toBe(0);
  });
});
