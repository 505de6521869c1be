import { PERSONALIZE_NAMESPACE } from '@ecommerce-recommenders/personalize/recommender-metrics';
import type { Metrics } from '../../metrics';
import type { Dataset } from './dataset';
import type { DatasetImportJob } from './resource-kinds';

/**
 * Publishes an import job's metrics: the request and, at its end, duration or failure.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/cloudwatch-metrics.html
 */
export function importMetrics(
  { arn }: DatasetImportJob,
  { arn: datasetArn, datasetGroupArn }: Dataset,
  metrics: Metrics,
): { begun(): void; ended(seconds: number, hasFailed: boolean): void } {
  const add = (name: string, value: number, unit: string): void =>
    metrics
      .series(
        PERSONALIZE_NAMESPACE,
        name,
        { DatasetGroupArn: datasetGroupArn, DatasetArn: datasetArn, DatasetImportJobArn: arn },
        unit,
      )
      .add(value);
  return {
    begun: () => add('DatasetImportJobRequests', 1, 'Count'),
    ended: (seconds, hasFailed) => {
      add('DatasetImportJobExecutionTime', seconds, 'Seconds');
      if (hasFailed) add('DatasetImportJobError', 1, 'Count');
    },
  };
}
