import type { MetricAttributionProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import { metricAttribution } from '../../../lambda/metric-attribution/metric-attribution';
import { serviceError } from '../support/fake-personalize';
import { handlerWorld } from '../support/handler-world';
import { type Request } from '../support/provider-framework';

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
const create: Request<MetricAttributionProperties> = {
  RequestType: 'Create',
  ResourceProperties: properties,
};
const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: 'Shop-metrics' } as const;
const update = (changed: Partial<MetricAttributionProperties>) =>
  ({
    RequestType: 'Update',
    PhysicalResourceId: 'Shop-metrics',
    OldResourceProperties: properties,
    ResourceProperties: { ...properties, ...changed },
  }) as const;
const FULL = serviceError('LimitExceededException', 'More than 1 resources in ACTIVE state.');

const { clock, personalize, stack, run, callsOf } = handlerWorld(metricAttribution);
const made = (): object | undefined => personalize.resources.get(ARN)?.input;
const addAnother = (): void => {
  personalize.add('metric-attribution', 'by-hand', {
    name: 'by-hand',
    datasetGroupArn: properties.DatasetGroupArn,
  });
  clock.minutes = 60;
};

describe('a metric attribution', () => {
  it('is made in the dataset group, and waited for', async () => {
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: 'Shop-metrics' });
    expect(made()).toEqual({
      name: 'Shop-metrics',
      datasetGroupArn: properties.DatasetGroupArn,
      metrics: [{ eventType: 'Purchase', metricName: 'orders', expression: 'SAMPLECOUNT()' }],
      metricsOutputConfig: { roleArn: ROLE },
    });
    expect(clock.minutes).toBe(1);
  });

  it('is waited for where it is listed before it can be described', async () => {
    personalize.failNext(
      'DescribeMetricAttribution',
      serviceError('ResourceNotFoundException', `Resource Arn ${ARN} does not exist.`),
      2,
    );
    expect((await run(create)).status).toBe('SUCCESS');
    expect(callsOf('CreateMetricAttribution')).toBe(1);
    expect(callsOf('DescribeMetricAttribution')).toBe(3);
  });

  it('is not made anew while its metrics are not listed yet', async () => {
    personalize.unseen.metrics = 2;
    expect((await run(create)).status).toBe('SUCCESS');
    expect(callsOf('CreateMetricAttribution')).toBe(1);
    expect(callsOf('DeleteMetricAttribution')).toBe(0);
  });

  it('is made anew where somebody has removed its metrics', async () => {
    await run(create);
    Object.assign(personalize.resources.get(ARN)!.input, { metrics: [] });
    expect((await run(update({}))).status).toBe('SUCCESS');
    expect(made()).toMatchObject({ metrics: [{ metricName: 'orders' }] });
  });

  it('is found, and not made twice, where the request is repeated', async () => {
    await run(create);
    expect((await run(create)).status).toBe('SUCCESS');
    expect(callsOf('CreateMetricAttribution')).toBe(1);
  });

  it('is tried again until its role’s policy is there', async () => {
    personalize.behaviour.failureReason = 'Insufficient privileges';
    const running = run(create);
    const until = personalize.client.send;
    personalize.client.send = ((command: never) => {
      if (clock.minutes >= 2) delete personalize.behaviour.failureReason;
      return until(command);
    }) as typeof until;
    expect((await running).status).toBe('SUCCESS');
    expect(callsOf('CreateMetricAttribution')).toBe(2);
  });

  it('fails with Personalize’s reason where that stays', async () => {
    personalize.behaviour.failureReason = 'Insufficient privileges';
    expect((await run(create)).reason).toContain(`${ARN} is CREATE FAILED: Insufficient privileges`);
    expect((await run(remove)).status).toBe('SUCCESS');
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it.each([
    ['metrics', { Metrics: [ORDERS, REVENUE] }],
    ['a role', { RoleArn: `${ROLE}-2` }],
    ['an event type', { Metrics: [{ ...ORDERS, EventType: 'View' }] }],
  ])('is made anew with other %s', async (_what, changed) => {
    await run(create);
    expect((await run(update(changed))).status).toBe('SUCCESS');
    expect(callsOf('DeleteMetricAttribution')).toBe(1);
    expect(callsOf('CreateMetricAttribution')).toBe(2);
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it('stays with the same metrics in another order', async () => {
    await run({ ...create, ResourceProperties: { ...properties, Metrics: [REVENUE, ORDERS] } });
    expect((await run(update({ Metrics: [ORDERS, REVENUE] }))).status).toBe('SUCCESS');
    expect(callsOf('DeleteMetricAttribution')).toBe(0);
  });

  it('fails where the group has another, in clear words, and its Delete leaves that alone', async () => {
    addAnother();
    const { status, reason } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('metric-attribution/by-hand, which this stack did not create');
    expect((await run(remove)).status).toBe('SUCCESS');
    expect(personalize.statusOf(`${PERSONALIZE}:metric-attribution/by-hand`)).toBe('ACTIVE');
  });

  it('goes with its resource, and is waited for', async () => {
    await run(create);
    personalize.resources.get(ARN)!.deleteMinutes = 2;
    expect((await run(remove)).status).toBe('SUCCESS');
    expect(clock.minutes).toBe(3);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it('is gone where there is none, or no dataset group', async () => {
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    personalize.gone.add(properties.DatasetGroupArn);
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });

  it('is deleted if the rollback began while it was created', async () => {
    stack.isAbandonedFrom = 2;
    expect((await run(create)).status).toBe('FAILED');
    expect(personalize.resources.has(ARN)).toBe(true);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it('is not made where the rollback has begun', async () => {
    stack.isAbandonedFrom = 1;
    expect((await run(create)).status).toBe('FAILED');
    expect(personalize.resources.size).toBe(0);
  });

  it('is waited for where it is listed later than made, for minutes', async () => {
    personalize.failNext('CreateMetricAttribution', FULL, 2);
    expect((await run(create)).status).toBe('SUCCESS');
  });

  it('fails in the service’s words where the group has another one in the end', async () => {
    personalize.failNext('CreateMetricAttribution', FULL, 100);
    expect((await run(create)).reason).toBe('LimitExceededException: More than 1 resources in ACTIVE state.');
    expect(clock.minutes).toBe(5);
  });
});

describe('a metric attribution that moves to another logical id', () => {
  beforeEach(async () => {
    await run(create);
    stack.keeper = 'Former';
  });
  const moved = (changed: Partial<MetricAttributionProperties>) =>
    run({ ...create, RequestId: 'moved', ResourceProperties: { ...properties, ...changed } });

  it('stays as it is', async () => {
    expect(await moved({})).toMatchObject({ status: 'SUCCESS' });
    expect(callsOf('CreateMetricAttribution')).toBe(1);
  });

  it.each([{ Metrics: [REVENUE] }, { RoleArn: `${ROLE}-moved` }])('fails with other %o', async (other) => {
    const { status, reason } = await moved(other);
    expect([status, reason]).toEqual([
      'FAILED',
      expect.stringContaining('its metrics or its role would change'),
    ]);
    expect(made()).toMatchObject({ metricsOutputConfig: { roleArn: ROLE } });
    expect(callsOf('DeleteMetricAttribution')).toBe(0);
  });
});
