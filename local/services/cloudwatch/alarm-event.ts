import type { NewAwsEvent } from '../../aws-event';
import type { Alarm, AlarmState } from './alarm';
import { dimensionsOf } from './statistic';

/** What EventBridge is told of a change of state. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export function alarmEvent({ arn, definition, state }: Alarm, former: AlarmState): NewAwsEvent {
  const { AlarmName, AlarmDescription, Namespace, MetricName, Dimensions, Period, Statistic } = definition;
  const metric = { namespace: Namespace, name: MetricName, dimensions: dimensionsOf(Dimensions) };
  return {
    source: 'aws.cloudwatch',
    detailType: 'CloudWatch Alarm State Change',
    resources: [arn],
    detail: {
      alarmName: AlarmName,
      state: inEvent(state),
      previousState: inEvent(former),
      configuration: {
        ...(AlarmDescription !== undefined && { description: AlarmDescription }),
        metrics: [{ id: 'm1', metricStat: { metric, period: Period, stat: Statistic }, returnData: true }],
      },
    },
  };
}

const inEvent = ({ value, reason, atMs }: AlarmState): object => ({
  value,
  reason,
  timestamp: new Date(atMs).toISOString().replace('Z', '+0000'),
});
