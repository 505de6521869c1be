import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmKind } from './alarm-kind';
import type { Watcher } from './watcher';

/** Of the shop as a whole, by the ends of the alarms' names. */
export function shopAlarms(watcher: Watcher, dataAgeDays: number): Readonly<Record<string, AlarmKind>> {
  const logs = watcher.function.logGroup.logGroupName;
  return {
    'training-failed': {
      metric: watcher.shopMetric('failedTrainings'),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.IGNORE,
      description:
        `A recommender's training, or its newest update, has failed; a former training goes on serving. The reason is ` +
        `in the log group ${logs}. Mend the data or the options, then deploy again.`,
    },
    'import-failed': {
      metric: watcher.shopMetric('failedImports'),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.IGNORE,
      description:
        `The newest import of a dataset has failed; the data of before stays. The reason is in the log group ${logs}. ` +
        `Mend the data, then import it again.`,
    },
    ...(dataAgeDays > 0 && {
      'data-old': {
        metric: watcher.shopMetric('dataAge'),
        threshold: dataAgeDays,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.IGNORE,
        description:
          `No import has succeeded for ${dataAgeDays} days, so weekly trainings learn nothing new. Deploy a newer archive ` +
          `or bring fresh data; if events come in otherwise, raise the setting dataAgeDays, or set it to 0.`,
      },
    }),
    'watch-failed': {
      metric: watcher.function.metricErrors({ period: Duration.hours(1) }),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      description: `The function that looks after the shop has failed, so the other notices may be missing. See its log group ${logs}.`,
    },
  };
}
