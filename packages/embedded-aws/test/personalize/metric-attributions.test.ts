import * as sdk from '@aws-sdk/client-personalize';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { createDataset, createGroup, IMPORT_ROLE, runJob, settle } from './support/shop';
import { interactionsCsv, itemsCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { createTracker, stream } from './support/stream';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const MINUTE_MS = 60_000;
const containing = (text: string): string => expect.stringContaining(text) as string;
const ORDERS = { eventType: 'Purchase', metricName: 'orders', expression: 'SAMPLECOUNT()' };
const REVENUE = { eventType: 'Purchase', metricName: 'revenue', expression: 'SUM(Items.PRICE)' };
const ARN = 'arn:aws:personalize:us-east-1:123456789012:metric-attribution/shop-metrics';

const aws = runningFor('each test', () => startPersonalize('realistic'));
let group: string;
let interactions: string;
beforeEach(async () => {
  group = await createGroup(aws);
  interactions = await createDataset(aws, group, 'INTERACTIONS');
});

const importItems = async (): Promise<void> => {
  const items = await createDataset(aws, group, 'ITEMS');
  aws.files.set('data/items.csv', itemsCsv());
  await runJob(aws, items, 's3://data/items.csv', 'items');
};
const create = (input: Partial<sdk.CreateMetricAttributionCommandInput> = {}) =>
  aws.personalize.createMetricAttribution({
    name: 'shop-metrics',
    datasetGroupArn: group,
    metrics: [ORDERS],
    metricsOutputConfig: { roleArn: IMPORT_ROLE },
    ...input,
  });
const update = (input: Partial<sdk.UpdateMetricAttributionCommandInput>) =>
  aws.personalize.updateMetricAttribution({ metricAttributionArn: ARN, ...input });
const describeOne = async () =>
  (await aws.personalize.describeMetricAttribution({ metricAttributionArn: ARN })).metricAttribution!;
const metricNames = async () => {
  const list = new sdk.ListMetricAttributionMetricsCommand({ metricAttributionArn: ARN });
  const { metrics = [] } = await aws.personalize.send(list);
  return metrics.map(({ metricName }) => metricName);
};
const remove = () => aws.personalize.deleteMetricAttribution({ metricAttributionArn: ARN });
const isSettled = () => settle(aws, async () => (await describeOne()).status);
const failsWith = (name: string, text: string) => ({ name, message: containing(text) });

describe('a metric attribution', () => {
  it('is made in steps, described, and listed with its metrics (PERSONALIZE-2)', async () => {
    await importItems();
    expect(await create({ metrics: [ORDERS, REVENUE] })).toMatchObject({ metricAttributionArn: ARN });
    expect((await describeOne()).status).toBe('CREATE PENDING');
    expect(await isSettled()).toBe('ACTIVE');
    expect(await describeOne()).toMatchObject({
      name: 'shop-metrics',
      datasetGroupArn: group,
      metricsOutputConfig: { roleArn: IMPORT_ROLE },
    });
    const list = new sdk.ListMetricAttributionsCommand({ datasetGroupArn: group });
    const [summary] = (await aws.personalize.send(list)).metricAttributions!;
    expect(summary).toMatchObject({ metricAttributionArn: ARN, name: 'shop-metrics', status: 'ACTIVE' });
    expect(summary).not.toHaveProperty('datasetGroupArn');
    const first = new sdk.ListMetricAttributionMetricsCommand({ metricAttributionArn: ARN, maxResults: 1 });
    const page = await aws.personalize.send(first);
    expect(page.metrics).toEqual([ORDERS]);
    const { nextToken } = page;
    const second = new sdk.ListMetricAttributionMetricsCommand({ metricAttributionArn: ARN, nextToken });
    expect((await aws.personalize.send(second)).metrics).toEqual([REVENUE]);
  });

  it('is one in a dataset group (PERSONALIZE-5)', async () => {
    await create();
    await refused(create(), 'ResourceAlreadyExistsException');
    await refused(create({ name: 'other' }), 'LimitExceededException');
  });

  it.each([
    ['another function', { ...ORDERS, expression: 'COUNT()' }, 'expression is COUNT()'],
    ['another spelling', { ...ORDERS, expression: 'SUM(ITEMS.PRICE)' }, 'SUM(Items.COLUMN)'],
    ['a column that is a text', { ...ORDERS, expression: 'SUM(Items.CATEGORY_L1)' }, 'no numeric column'],
    ['a column that is not there', { ...ORDERS, expression: 'SUM(Interactions.PRICE)' }, 'no numeric column'],
  ])('fails %s by name (PERSONALIZE-77)', async (_what, metric, text) => {
    await importItems();
    await expect(create({ metrics: [metric] })).rejects.toMatchObject(
      failsWith('InvalidInputException', text),
    );
  });

  it('fails items without an import, repeated names and no metrics (PERSONALIZE-77)', async () => {
    await createDataset(aws, group, 'ITEMS');
    const refused = (metrics: sdk.MetricAttribute[], text: string) =>
      expect(create({ metrics })).rejects.toMatchObject(failsWith('InvalidInputException', text));
    await refused([REVENUE], 'import them first');
    await refused([ORDERS, { ...ORDERS, eventType: 'View' }], 'orders is repeated');
    await refused([], 'needs one metric');
  });

  it('needs an Interactions dataset (PERSONALIZE-77)', async () => {
    const empty = await createGroup(aws, 'empty');
    await expect(create({ datasetGroupArn: empty })).rejects.toMatchObject(
      failsWith('InvalidInputException', 'no Interactions dataset'),
    );
  });

  it('changes its metrics after a while (PERSONALIZE-77)', async () => {
    await create();
    await refused(update({ removeMetrics: ['orders'] }), 'ResourceInUseException');
    await isSettled();
    const views = { ...ORDERS, eventType: 'View', metricName: 'views' };
    await refused(
      update({ addMetrics: [ORDERS], removeMetrics: ['orders'] }),
      'ResourceAlreadyExistsException',
    );
    await expect(update({ removeMetrics: ['views'] })).rejects.toMatchObject(
      failsWith('InvalidInputException', 'removeMetrics has views'),
    );
    const more = Array.from({ length: 10 }, (_, at) => ({ ...views, metricName: `views${at}` }));
    await expect(update({ addMetrics: more })).rejects.toMatchObject(
      failsWith('InvalidInputException', '11 metrics, 10 are allowed'),
    );
    await update({ addMetrics: [views], removeMetrics: ['orders'] });
    expect((await describeOne()).status).toBe('UPDATE PENDING');
    expect(await metricNames()).toEqual(['orders']);
    await aws.clock.advance(MINUTE_MS);
    expect((await describeOne()).status).toBe('ACTIVE');
    expect(await metricNames()).toEqual(['views']);
  });

  it('is deleted before the datasets and the group, which it blocks', async () => {
    await create();
    await refused(remove(), 'ResourceInUseException');
    await isSettled();
    const deleteDataset = new sdk.DeleteDatasetCommand({ datasetArn: interactions });
    await expect(aws.personalize.send(deleteDataset)).rejects.toMatchObject(
      failsWith('ResourceInUseException', ARN),
    );
    const deleteGroup = new sdk.DeleteDatasetGroupCommand({ datasetGroupArn: group });
    await expect(aws.personalize.send(deleteGroup)).rejects.toMatchObject(
      failsWith('ResourceInUseException', ARN),
    );
    await remove();
    expect((await describeOne()).status).toBe('DELETE PENDING');
    await aws.clock.advance(MINUTE_MS);
    await refused(describeOne(), 'ResourceNotFoundException');
    await aws.personalize.send(deleteDataset);
  });

  it('cannot be tagged', async () => {
    await create();
    const list = new sdk.ListTagsForResourceCommand({ resourceArn: ARN });
    await expect(aws.personalize.send(list)).rejects.toMatchObject(
      failsWith('InvalidInputException', 'cannot have tags'),
    );
  });

  it('makes no metrics of events (PERSONALIZE-78)', async () => {
    aws.files.set('data/i.csv', interactionsCsv());
    const trackingId = await createTracker(aws, group);
    await create();
    await isSettled();
    const event = { eventType: 'Purchase', itemId: 'i', sentAt: 1_700_000_000 };
    const metricAttribution = { eventAttributionSource: 'lists' };
    const eventList = [{ ...event, metricAttribution }];
    expect(await stream(aws, 'events', { trackingId, sessionId: 's', eventList })).toMatchObject({
      status: 200,
    });
    const cloudWatch = new CloudWatch({ endpoint: aws.endpoint, maxAttempts: 1 });
    const { Metrics = [] } = await cloudWatch.listMetrics({});
    expect(Metrics.map(({ MetricName }) => MetricName)).toContain('PutEventsRequests');
    expect(Metrics.map(({ MetricName }) => MetricName)).not.toContain('orders');
  });
});
