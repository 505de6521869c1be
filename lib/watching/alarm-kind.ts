import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/** When an alarm goes off, and what whoever gets the notice is told to do. */
export interface AlarmKind {
  readonly metric: cloudwatch.Metric;
  readonly threshold: number;
  /** @default GreaterThanOrEqualToThreshold */
  readonly comparisonOperator?: cloudwatch.ComparisonOperator;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
  readonly treatMissingData: cloudwatch.TreatMissingData;
  readonly description: string;
  /** Whether it goes off where a recommender is stopped, so that it tells nobody out of the running hours. */
  readonly isOfStopped?: true;
}
