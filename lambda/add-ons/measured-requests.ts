import { GetMetricStatisticsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  PERSONALIZE_NAMESPACE,
  RECOMMENDER_DIMENSION,
  RECOMMENDER_METRICS,
} from '@ecommerce-recommenders/personalize/recommender-metrics';

/** The part of the CloudWatch client that is used. */
export type CloudWatchApi = Pick<CloudWatchClient, 'send'>;

/** CloudWatch's retention in days. */
const KEPT_DAYS = 455;
const DAY_SECONDS = 86_400;

/**
 * Successful requests of a recommender in each period that has any, in any order. If there is no datapoint, that proves nothing.
 */
export async function requestsByPeriod(
  client: CloudWatchApi,
  recommenderArn: string,
  sinceMs: number,
  untilMs: number,
  Period: number,
): Promise<{ readonly startMs: number; readonly requests: number }[]> {
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
  return Datapoints.map(({ Sum = 0, Timestamp }) => ({ startMs: Number(Timestamp ?? 0), requests: Sum }));
}

/**
 * Whether CloudWatch has any request metric of a recommender. Without one, missing data proves nothing: AWS does not
 * document that this metric is published per recommender.
 */
export async function wasEverAsked(
  client: CloudWatchApi,
  recommenderArn: string,
  nowMs: number,
): Promise<boolean> {
  const sinceMs = nowMs - KEPT_DAYS * DAY_SECONDS * 1_000;
  const days = await requestsByPeriod(client, recommenderArn, sinceMs, nowMs, DAY_SECONDS);
  return days.some(({ requests }) => requests > 0);
}
