import { AwsError } from '../../aws-error';
import { TAG_LIST } from '../../tags';
import type { AlarmDefinition } from './alarm';
import { ALARM_FIELDS } from './alarm-fields';
import { cloudWatchAction, onAlarms } from './cloudwatch-action';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const putMetricAlarm = cloudWatchAction({
  input: { ...ALARM_FIELDS, Tags: TAG_LIST },
  permissions: onAlarms('cloudwatch:PutMetricAlarm'),
  run: ({ Tags = [], ...definition }, { alarms }) => {
    const problem = problemOf(definition);
    if (problem !== undefined) throw new AwsError('ValidationError', problem);
    alarms.put(definition, Tags);
    return {};
  },
});

function problemOf(definition: AlarmDefinition): string | undefined {
  const { Period, EvaluationPeriods, DatapointsToAlarm = 1 } = definition;
  if (Period % 60 !== 0) return `Period must be a multiple of 60 on the embedded AWS, got ${Period}`;
  const longest = Period < HOUR ? DAY : 7 * DAY;
  if (Period * EvaluationPeriods > longest)
    return `Metrics cannot be checked across more than ${longest / DAY} days (EvaluationPeriods * Period must be <= ${longest}).`;
  if (DatapointsToAlarm > EvaluationPeriods)
    return `DatapointsToAlarm must be at most EvaluationPeriods, got ${DatapointsToAlarm} of ${EvaluationPeriods}`;
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = definition;
  const other = [...OKActions, ...AlarmActions, ...InsufficientDataActions].find(
    (action) => !/^arn:aws[a-z-]*:sns:/.test(action),
  );
  return other === undefined
    ? undefined
    : `The embedded AWS's alarms can only notify SNS topics, got the action ${other}`;
}
