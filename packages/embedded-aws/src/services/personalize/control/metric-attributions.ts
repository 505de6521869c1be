import {
  MAX_ATTRIBUTED_METRICS,
  parseMetricExpression,
  SUMMABLE_TYPES,
} from '@ecommerce-recommenders/personalize/metric-expression';
import { onAnything, onMember } from '../../../authorization/permission';
import { AwsError } from '../../../aws-error';
import { isPropagating } from '../../../faults/faults';
import { parseS3Path } from '../batch/batch-shapes';
import { CreationFailure, inUse, invalidInput, requireActive, tooMany } from '../errors';
import { startTransition } from '../lifecycle';
import { pageOf } from '../page';
import { creation, passToPersonalize, personalizeAction } from '../personalize-action';
import { PERSONALIZE } from '../personalize-session';
import type { PersonalizeStore } from '../personalize-store';
import { describe, isInTransition, summarize } from '../resource';
import { alreadyExists } from '../resource-collection';
import { METRIC_ATTRIBUTION, type AttributedMetric, type MetricAttribution } from '../resource-kinds';
import { ARN, NAME, PAGING, ROLE_ARN, S3_DATA_CONFIG } from '../shapes';

const MAX_IN_GROUP = 1;
const NAME_OF_METRIC = { type: 'string', max: 256 } as const;

const METRICS = {
  type: 'list',
  max: MAX_ATTRIBUTED_METRICS,
  of: {
    type: 'structure',
    fields: {
      eventType: { type: 'string', max: 256, required: true },
      metricName: { ...NAME_OF_METRIC, required: true },
      expression: { type: 'string', max: 256, required: true },
    },
  },
} as const;

const OUTPUT_CONFIG = {
  type: 'structure',
  fields: { s3DataDestination: S3_DATA_CONFIG, roleArn: { ...ROLE_ARN, required: true } },
} as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateMetricAttribution.html */
export const createMetricAttribution = personalizeAction({
  input: {
    name: { ...NAME, required: true },
    datasetGroupArn: { ...ARN, required: true },
    metrics: { ...METRICS, required: true },
    metricsOutputConfig: { ...OUTPUT_CONFIG, required: true },
  },
  permissions: (input, store) => {
    const created = store.arnOf(`metric-attribution/${input.name}`);
    return [
      ...creation('personalize:CreateMetricAttribution', [input.datasetGroupArn], created, {}),
      ...passToPersonalize(input.metricsOutputConfig.roleArn),
    ];
  },
  run: ({ name, datasetGroupArn, metrics, metricsOutputConfig }, store) => {
    requireActive(store.datasetGroups.mustGet(datasetGroupArn));
    checkMetrics(metrics, datasetGroupArn, store);
    checkOutput(metricsOutputConfig);
    const resource = store.newResource(`metric-attribution/${name}`, new Map());
    store.metricAttributions.requireFree(resource.arn);
    if (store.metricAttributions.list({ datasetGroupArn }).length >= MAX_IN_GROUP)
      throw tooMany('metric attribution', MAX_IN_GROUP);
    const attribution = store.metricAttributions.add({
      ...resource,
      tags: undefined,
      name,
      datasetGroupArn,
      metrics,
      metricsOutputConfig,
    });
    store.create('metricAttribution', attribution, () =>
      requireRole(attribution.arn, metricsOutputConfig.roleArn, store),
    );
    return { metricAttributionArn: attribution.arn };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_UpdateMetricAttribution.html */
export const updateMetricAttribution = personalizeAction({
  input: {
    addMetrics: METRICS,
    removeMetrics: { type: 'list', max: MAX_ATTRIBUTED_METRICS, of: NAME_OF_METRIC },
    metricsOutputConfig: OUTPUT_CONFIG,
    // Optional in the service's model, but nothing else names what to update.
    metricAttributionArn: { ...ARN, required: true },
  },
  permissions: ({ metricAttributionArn, metricsOutputConfig }) => [
    { action: 'personalize:UpdateMetricAttribution', resources: [metricAttributionArn] },
    ...passToPersonalize(metricsOutputConfig?.roleArn),
  ],
  run: ({ metricAttributionArn, addMetrics = [], removeMetrics = [], metricsOutputConfig }, store) => {
    const attribution = store.metricAttributions.mustGet(metricAttributionArn);
    requireActive(attribution);
    const { metrics: former, metricsOutputConfig: formerOutput, datasetGroupArn } = attribution;
    const missing = removeMetrics.find((name) => !former.some(({ metricName }) => metricName === name));
    if (missing !== undefined)
      throw invalidInput(`removeMetrics has ${missing}, which ${metricAttributionArn} does not have.`);
    const taken = addMetrics.find((one) => former.some(({ metricName }) => metricName === one.metricName));
    if (taken) throw alreadyExists(`${metricAttributionArn}, metric ${taken.metricName}`);
    const metrics = [
      ...former.filter(({ metricName }) => !removeMetrics.includes(metricName)),
      ...addMetrics,
    ];
    if (metrics.length > MAX_ATTRIBUTED_METRICS)
      throw invalidInput(
        `${metricAttributionArn} would have ${metrics.length} metrics, ${MAX_ATTRIBUTED_METRICS} are allowed.`,
      );
    checkMetrics(metrics, datasetGroupArn, store);
    const output = metricsOutputConfig ?? formerOutput;
    checkOutput(output);
    const end = () => {
      attribution.metrics = metrics;
      attribution.metricsOutputConfig = output;
      return 'ACTIVE' as const;
    };
    startTransition(
      attribution,
      { pending: 'UPDATE PENDING', inProgress: 'UPDATE IN_PROGRESS', end },
      store.platform.latency.create.metricAttribution,
      store.platform,
    );
    return { metricAttributionArn };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeMetricAttribution.html */
export const describeMetricAttribution = personalizeAction({
  input: { metricAttributionArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeMetricAttribution', 'metricAttributionArn'),
  run: ({ metricAttributionArn }, store) => ({
    metricAttribution: describe(METRIC_ATTRIBUTION, store.metricAttributions.mustGet(metricAttributionArn)),
  }),
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListMetricAttributions.html */
export const listMetricAttributions = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListMetricAttributions'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const { items, nextToken } = pageOf(
      `ListMetricAttributions ${datasetGroupArn ?? ''}`,
      store.metricAttributions.list({ datasetGroupArn }),
      paging,
    );
    return { metricAttributions: items.map((item) => summarize(METRIC_ATTRIBUTION, item)), nextToken };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListMetricAttributionMetrics.html */
export const listMetricAttributionMetrics = personalizeAction({
  input: { metricAttributionArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListMetricAttributionMetrics'),
  run: ({ metricAttributionArn, ...paging }, store) => {
    store.metricAttributions.requireListable(metricAttributionArn);
    const metrics = store.metricAttributions
      .list()
      .filter(({ arn }) => metricAttributionArn === undefined || arn === metricAttributionArn)
      .flatMap((attribution) =>
        attribution.metrics.map((metric) => ({ arn: `${attribution.arn} ${metric.metricName}`, metric })),
      );
    const listName = `ListMetricAttributionMetrics ${metricAttributionArn ?? ''}`;
    const { items, nextToken } = pageOf(listName, metrics, paging);
    return { metrics: items.map(({ metric }) => metric), nextToken };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteMetricAttribution.html */
export const deleteMetricAttribution = personalizeAction({
  input: { metricAttributionArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteMetricAttribution', 'metricAttributionArn'),
  run: ({ metricAttributionArn }, store) => {
    const attribution = store.metricAttributions.mustGet(metricAttributionArn);
    if (isInTransition(attribution))
      throw inUse(`Resource Arn ${metricAttributionArn} is in the state ${attribution.status}.`);
    store.delete('metricAttribution', attribution, () =>
      store.metricAttributions.remove(metricAttributionArn),
    );
    return undefined;
  },
});

/** @throws AwsError `InvalidInputException` for an expression that does not fit the group's datasets, or a repeated name */
function checkMetrics(
  metrics: readonly AttributedMetric[],
  datasetGroupArn: string,
  store: PersonalizeStore,
): void {
  if (metrics.length === 0) throw invalidInput('metrics is empty; a metric attribution needs one metric.');
  if (!store.datasetOf(datasetGroupArn, 'INTERACTIONS'))
    throw invalidInput(
      `The dataset group ${datasetGroupArn} has no Interactions dataset, whose events are reported on. Create one first.`,
    );
  metrics.forEach(({ metricName, expression }, at) => {
    const where = `metrics.${at + 1}`;
    if (metrics.slice(0, at).some((other) => other.metricName === metricName))
      throw invalidInput(`${where}.metricName ${metricName} is repeated.`);
    const parsed = parseMetricExpression(expression);
    if (!parsed)
      throw invalidInput(
        `${where}.expression is ${expression}; it must be SAMPLECOUNT() or SUM(Items.COLUMN) or SUM(Interactions.COLUMN).`,
      );
    if (parsed.function === 'SAMPLECOUNT') return;
    const dataset = store.datasetOf(datasetGroupArn, parsed.dataset === 'Items' ? 'ITEMS' : 'INTERACTIONS');
    const schema = dataset && store.schemas.mustGet(dataset.schemaArn).parsed;
    const column = schema?.columns.find(({ name }) => name === parsed.column);
    if (!column || !SUMMABLE_TYPES.includes(column.type))
      throw invalidInput(
        `${where}.expression sums ${parsed.dataset}.${parsed.column}, which is no numeric column of the group.`,
      );
    if (parsed.dataset === 'Items' && !dataset?.records)
      throw invalidInput(`${where}.expression sums a column of items: import them first.`);
  });
}

/** @throws AwsError `InvalidInputException` */
function checkOutput({ s3DataDestination }: MetricAttribution['metricsOutputConfig']): void {
  if (s3DataDestination) parseS3Path('metricsOutputConfig.s3DataDestination.path', s3DataDestination.path);
}

/**
 * Verifies that Personalize may put metrics with the role. Which namespace they have is not documented, so a condition on it fails.
 *
 * @throws CreationFailure
 * @see https://docs.aws.amazon.com/personalize/latest/dg/metric-attribution-requirements.html
 */
async function requireRole(arn: string, roleArn: string, { platform }: PersonalizeStore): Promise<void> {
  const refusal = 'Insufficient privileges for putting metrics in Amazon CloudWatch.';
  if (isPropagating(platform.faults, roleArn)) throw new CreationFailure(refusal);
  try {
    const by = { service: PERSONALIZE, sourceArn: arn };
    const session = platform.assume({ roleArn, sessionName: 'personalize-metric-attribution', by });
    const call = platform.as(session);
    await call('monitoring', 'PutMetricData', { Namespace: 'MetricAttribution', MetricData: [] });
  } catch (cause) {
    throw cause instanceof AwsError ? new CreationFailure(refusal, { cause }) : cause;
  }
}
