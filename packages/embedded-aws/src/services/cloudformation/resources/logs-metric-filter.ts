import type { InputOf } from '../../../gateway/shape';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

const PROPERTIES = {
  FilterName: { type: 'string', max: 512 },
  FilterPattern: { type: 'string', required: true, max: 1024 },
  LogGroupName: { type: 'string', required: true },
  MetricTransformations: {
    type: 'list',
    required: true,
    min: 1,
    max: 1,
    of: {
      type: 'structure',
      fields: {
        MetricName: { type: 'string', required: true },
        MetricNamespace: { type: 'string', required: true },
        MetricValue: { type: 'string', required: true },
        DefaultValue: { type: 'number' },
        Unit: { type: 'string' },
      },
    },
  },
} as const;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-metricfilter.html */
export const logsMetricFilter = resourceType({
  properties: PROPERTIES,
  createOnly: ['FilterName', 'LogGroupName'],
  create: async (properties, { aws, newName }) => {
    const filterName = properties.FilterName ?? newName({ maxLength: 512 });
    await aws('logs', 'PutMetricFilter', filterInput(filterName, properties));
    return { physicalId: filterName };
  },
  update: async (properties, { aws, physicalId }) => {
    await aws('logs', 'PutMetricFilter', filterInput(physicalId, properties));
  },
  remove: (filterName, { aws, properties: { LogGroupName: logGroupName } }) =>
    unlessGone(aws('logs', 'DeleteMetricFilter', { logGroupName, filterName })),
});

function filterInput(filterName: string, properties: InputOf<typeof PROPERTIES>): object {
  const { FilterPattern, LogGroupName, MetricTransformations } = properties;
  return {
    filterName,
    filterPattern: FilterPattern,
    logGroupName: LogGroupName,
    metricTransformations: MetricTransformations.map((one) => ({
      metricName: one.MetricName,
      metricNamespace: one.MetricNamespace,
      metricValue: one.MetricValue,
      ...(one.DefaultValue !== undefined && { defaultValue: one.DefaultValue }),
      ...(one.Unit !== undefined && { unit: one.Unit }),
    })),
  };
}
