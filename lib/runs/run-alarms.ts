import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { resourceName } from '../shop/personalize-arn';

/** Texts and topic of {@link alarmOfBrokenRuns}. */
export interface RunAlarmsProps {
  /** What the runs produce, which is part of the alarms' names: `lists`. */
  readonly name: string;
  /** @default - no alarms */
  readonly topic?: ITopic;
  /** What an unfinished run leaves behind, and what to do about it. */
  readonly remedy: string;
}

const HOURLY = { period: Duration.hours(1) };

/**
 * Alarms on runs that did not finish. A run that is stopped or aborted sends no notice itself; a run that fails sends
 * one with the reason.
 */
export function alarmOfBrokenRuns(
  scope: Construct,
  stateMachine: StateMachine,
  { name, topic, remedy }: RunAlarmsProps,
): void {
  if (!topic) return;
  const ends = {
    BrokenOff: { suffix: 'broken-off', metric: stateMachine.metricAborted(HOURLY), what: 'was stopped' },
    Failed: { suffix: 'failed', metric: stateMachine.metricFailed(HOURLY), what: 'has failed' },
    TimedOut: { suffix: 'timed-out', metric: stateMachine.metricTimedOut(HOURLY), what: 'took too long' },
  };
  for (const [id, { suffix, metric, what }] of Object.entries(ends))
    metric
      .createAlarm(scope, id, {
        alarmName: resourceName(scope, `${name}-${suffix}`),
        alarmDescription: `A run of ${resourceName(scope, name)} ${what}${remedy}`,
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      })
      .addAlarmAction(new SnsAction(topic));
}
