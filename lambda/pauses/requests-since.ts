import { GetMetricStatisticsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  PERSONALIZE_NAMESPACE,
  RECOMMENDER_DIMENSION,
  RECOMMENDER_METRICS,
} from '../../domain/recommender-metrics';

/** The part of the CloudWatch client that is used. */
export type CloudWatchApi = Pick<CloudWatchClient, 'send'>;

/** Days for which CloudWatch keeps values. */
const KEPT_DAYS = 455;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Requests that a recommender has answered between two times in milliseconds since 1970; none is no datapoint. */
export async function requestsSince(
  client: CloudWatchApi,
  recommenderArn: string,
  sinceMs: number,
  untilMs: number,
  Period = HOUR_SECONDS,
): Promise<number> {
  const { name, statistic } = RECOMMENDER_METRICS.requests;
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: PERSONALIZE_NAMESPACE,
      MetricName: name,
      Dimensions: [{ Name: RECOMMENDER_DIMENSION, Value: recommenderArn }],
      StartTime: new Date(sinceMs),
      EndTime: new Date(untilMs),
      Period,
      Statistics: [statistic],
    }),
  );
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
}

/**
 * Whether CloudWatch has ever heard of a request to a recommender. Where it has not, its silence proves nothing: AWS
 * does not document that this metric is published by recommender.
 */
export async function wasEverAsked(
  client: CloudWatchApi,
  recommenderArn: string,
  nowMs: number,
): Promise<boolean> {
  const sinceMs = nowMs - KEPT_DAYS * DAY_SECONDS * 1_000;
  return (await requestsSince(client, recommenderArn, sinceMs, nowMs, DAY_SECONDS)) > 0;
}
