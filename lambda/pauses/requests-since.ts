import { GetMetricStatisticsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  PERSONALIZE_NAMESPACE,
  RECOMMENDER_DIMENSION,
  RECOMMENDER_METRICS,
} from '../../domain/recommender-metrics';

/** The part of the CloudWatch client that is used. */
export type CloudWatchApi = Pick<CloudWatchClient, 'send'>;

/** Requests that a recommender has answered between two times in milliseconds since 1970; none is no datapoint. */
export async function requestsSince(
  client: CloudWatchApi,
  recommenderArn: string,
  sinceMs: number,
  untilMs: number,
): Promise<number> {
  const { name, statistic } = RECOMMENDER_METRICS.requests;
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: PERSONALIZE_NAMESPACE,
      MetricName: name,
      Dimensions: [{ Name: RECOMMENDER_DIMENSION, Value: recommenderArn }],
      StartTime: new Date(sinceMs),
      EndTime: new Date(untilMs),
      Period: 3_600,
      Statistics: [statistic],
    }),
  );
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
}
