import type { NewAwsEvent } from '../../aws-event';
import type { Alarm, AlarmState } from './alarm';
import { dimensionsOf } from './statistic';

/** EventBridge event of an alarm's state change. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
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

/** Time format of these messages: `2026-11-25T10:00:00.000+0000`. */
const timeOf = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');

/** SNS's maximum subject length. */
const MAX_SUBJECT = 100;

/**
 * SNS message of a state change: a subject, and JSON with CloudWatch's members.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export function alarmMessage(
  { arn, definition, state, configuredMs }: Alarm,
  former: AlarmState,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): { readonly Subject: string; readonly Message: string } {
  const { AlarmName, Dimensions = [], OKActions = [], AlarmActions = [] } = definition;
  const message = {
    AlarmName,
    AlarmDescription: definition.AlarmDescription ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: timeOf(configuredMs),
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: timeOf(state.atMs),
    Region: region,
    AlarmArn: arn,
    OldStateValue: former.value,
    OKActions,
    AlarmActions,
    InsufficientDataActions: definition.InsufficientDataActions ?? [],
    Trigger: {
      MetricName: definition.MetricName,
      Namespace: definition.Namespace,
      StatisticType: 'Statistic',
      Statistic: definition.Statistic.toUpperCase(),
      Unit: definition.Unit ?? null,
      Dimensions: Dimensions.map(({ Name, Value }) => ({ value: Value, name: Name })),
      Period: definition.Period,
      EvaluationPeriods: definition.EvaluationPeriods,
      ...(definition.DatapointsToAlarm !== undefined && { DatapointsToAlarm: definition.DatapointsToAlarm }),
      ComparisonOperator: definition.ComparisonOperator,
      Threshold: definition.Threshold,
      TreatMissingData: definition.TreatMissingData ?? 'missing',
      EvaluateLowSampleCountPercentile: '',
    },
  };
  const subject = `${state.value}: "${AlarmName}" in ${region}`;
  return {
    Subject: subject.length <= MAX_SUBJECT ? subject : `${subject.slice(0, MAX_SUBJECT - 3)}...`,
    Message: JSON.stringify(message),
  };
}
