import { PERSONALIZE_NAMESPACE } from '@ecommerce-recommenders/personalize/recommender-metrics';
import type { Metrics } from '../../../metrics';
import type { SolutionVersion } from './solution-resource';

/**
 * Publishes a training's metrics: the request and, at its end, duration or failure.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/cloudwatch-metrics.html
 */
export function trainingMetrics(
  { arn, solutionArn }: SolutionVersion,
  metrics: Metrics,
): { begun(): void; ended(seconds: number, hasFailed: boolean): void } {
  const add = (name: string, value: number, unit: string): void =>
    metrics
      .series(PERSONALIZE_NAMESPACE, name, { SolutionArn: solutionArn, SolutionVersionArn: arn }, unit)
      .add(value);
  return {
    begun: () => add('SolutionTrainingJobRequests', 1, 'Count'),
    ended: (seconds, hasFailed) => {
      add('SolutionTrainingJobExecutionTime', seconds, 'Seconds');
      if (hasFailed) add('SolutionTrainingJobError', 1, 'Count');
    },
  };
}
