import type * as sdk from '@aws-sdk/client-personalize';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';
import { createDataset, createGroup, IMPORT_ROLE, runJob, settle } from './support/shop';
import { itemsCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { createTracker, stream } from './support/stream';

const MINUTE_MS = 60_000;
const ORDERS = { eventType: 'Purchase', metricName: 'orders', expression: 'SAMPLECOUNT()' };
const REVENUE = { eventType: 'Purchase', metricName: 'revenue', expression: 'SUM(Items.PRICE)' };
const ARN = 'arn:aws:personalize:us-east-1:123456789012:metric-attribution/shop-metrics';

const aws = runningFor('each test', () => startPersonalize('realistic'));
let group: string;
let datasetArn: string;
beforeEach(async () => {
  group = await createGroup(aws);
  datasetArn = await createDataset(aws, group, 'INTERACTIONS');
});

const importItems = async (items: string): Promise<void> => {
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
const metricsOf = (page: object = {}) =>
  aws.personalize.listMetricAttributionMetrics({ metricAttributionArn: ARN, ...page });
const remove = () => aws.personalize.deleteMetricAttribution({ metricAttributionArn: ARN });
const isSettled = () => settle(aws, async () => (await describeOne()).status);
const invalid = (call: Promise<unknown>, text: string) => refused(call, 'InvalidInputException', text);

describe('a metric attribution', () => {
  it('is made in steps, described, and listed with its metrics, one in a dataset group (PERSONALIZE-2, PERSONALIZE-5)', async () => {
    await importItems(await createDataset(aws, group, 'ITEMS'));
    expect(await create({ metrics: [ORDERS, REVENUE] })).toMatchObject({ metricAttributionArn: ARN });
    expect((await describeOne()).status).toBe('CREATE PENDING');
    expect(await isSettled()).toBe('ACTIVE');
    const { metricAttributions } = await aws.personalize.listMetricAttributions({ datasetGroupArn: group });
    expect(metricAttributions).toMatchObject([{ metricAttributionArn: ARN, name: 'shop-metrics' }]);
    expect(metricAttributions![0]).not.toHaveProperty('datasetGroupArn');
    const { metrics, nextToken } = await metricsOf({ maxResults: 1 });
    expect([metrics, (await metricsOf({ nextToken })).metrics]).toEqual([[ORDERS], [REVENUE]]);
    await refused(create(), 'ResourceAlreadyExistsException');
    await refused(create({ name: 'other' }), 'LimitExceededException');
  });

  it('fails for metrics that cannot be counted, and without an import or a dataset (PERSONALIZE-77)', async () => {
    const metric = (more: object) => create({ metrics: [{ ...ORDERS, ...more }] });
    const datasetGroupArn = await createGroup(aws, 'empty');
    await invalid(create({ datasetGroupArn }), 'no Interactions dataset');
    const items = await createDataset(aws, group, 'ITEMS');
    await invalid(create({ metrics: [REVENUE] }), 'import them first');
    await importItems(items);
    await invalid(metric({ expression: 'COUNT()' }), 'expression is COUNT()');
    await invalid(metric({ expression: 'SUM(ITEMS.PRICE)' }), 'SUM(Items.COLUMN)');
    await invalid(metric({ expression: 'SUM(Items.CATEGORY_L1)' }), 'no numeric column');
    await invalid(metric({ expression: 'SUM(Interactions.PRICE)' }), 'no numeric column');
    await invalid(create({ metrics: [ORDERS, { ...ORDERS, eventType: 'View' }] }), 'orders is repeated');
    await invalid(create({ metrics: [] }), 'needs one metric');
  });

  it('changes its metrics after a while (PERSONALIZE-77)', async () => {
    await create();
    await refused(update({ removeMetrics: ['orders'] }), 'ResourceInUseException');
    await isSettled();
    const views = { ...ORDERS, eventType: 'View', metricName: 'views' };
    const again = update({ addMetrics: [ORDERS], removeMetrics: ['orders'] });
    await refused(again, 'ResourceAlreadyExistsException');
    await invalid(update({ removeMetrics: ['views'] }), 'removeMetrics has views');
    const more = Array.from({ length: 10 }, (_, at) => ({ ...views, metricName: `views${at}` }));
    await invalid(update({ addMetrics: more }), '11 metrics, 10 are allowed');
    await update({ addMetrics: [views], removeMetrics: ['orders'] });
    expect((await describeOne()).status).toBe('UPDATE PENDING');
    expect((await metricsOf()).metrics).toEqual([ORDERS]);
    await aws.clock.advance(MINUTE_MS);
    expect((await describeOne()).status).toBe('ACTIVE');
    expect((await metricsOf()).metrics).toEqual([views]);
  });

  it('is deleted before the datasets and the group, which it blocks, and has no tags', async () => {
    await create();
    await refused(remove(), 'ResourceInUseException');
    await isSettled();
    await invalid(aws.personalize.listTagsForResource({ resourceArn: ARN }), 'cannot have tags');
    await refused(aws.personalize.deleteDataset({ datasetArn }), 'ResourceInUseException', ARN);
    const deleteGroup = aws.personalize.deleteDatasetGroup({ datasetGroupArn: group });
    await refused(deleteGroup, 'ResourceInUseException', ARN);
    await remove();
    expect((await describeOne()).status).toBe('DELETE PENDING');
    await aws.clock.advance(MINUTE_MS);
    await refused(describeOne(), 'ResourceNotFoundException');
    await aws.personalize.deleteDataset({ datasetArn });
  });

  it('makes no metrics of events (PERSONALIZE-78)', async () => {
    const trackingId = await createTracker(aws, group);
    await create();
    await isSettled();
    const metricAttribution = { eventAttributionSource: 'lists' };
    const eventList = [{ eventType: 'Purchase', itemId: 'i', sentAt: 1_700_000_000, metricAttribution }];
    const { status } = await stream(aws, 'events', { trackingId, sessionId: 's', eventList });
    expect(status).toBe(200);
    const { Metrics = [] } = await clientOf(aws, CloudWatch).listMetrics({});
    const names = Metrics.map(({ MetricName }) => MetricName);
    expect(names).toContain('PutEventsRequests');
    expect(names).not.toContain('orders');
  });
});
