import {
  DescribeRecommenderCommand,
  StartRecommenderCommand,
  TagResourceCommand,
  UpdateRecommenderCommand,
} from '@aws-sdk/client-personalize';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { STOP_AGAIN_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { WaitingFor } from '../resources/lifecycle';
import { isInTransition, type PersonalizeApi } from '../resources/personalize-api';
import { tagList } from '../resources/change-tags';
import { configUpdate, isSameConfig, wantedConfig } from './recommender-config';

/** New columns. They make an update necessary even if the configurations are equal. */
export interface Growth {
  /**
   * Datasets with new columns. Personalize excludes new columns from training until an update names the dataset. Whether
   * descriptions show this is not documented. Naming a dataset whose columns are already trained on is a no-op.
   *
   * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
   */
  readonly grown: readonly DatasetType[];
  /** Whether an update began after the request came in. The new columns existed by then. */
  readonly isOfThisRequest: (update: { readonly createdMs: number }) => boolean;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * One step towards the template's configuration. Complete once the update is in progress: the training resource waits
 * for its end, and meanwhile the recommender serves with the previous configuration. If the stack pauses
 * recommenders, a stopped one is tagged and started for the update, and the training resource stops it again.
 *
 * @throws Error for a recommender that was stopped by hand, because starting it costs money, and whether Personalize
 * can update a stopped one is not documented
 */
export async function configure(
  client: PersonalizeApi,
  recommenderArn: string,
  {
    RecommenderConfig = {},
    StartsToUpdate,
  }: Pick<RecommenderProperties, 'RecommenderConfig' | 'StartsToUpdate'>,
  { grown, isOfThisRequest, nowMs }: Growth,
): Promise<WaitingFor> {
  const { recommender = {} } = await client.send(new DescribeRecommenderCommand({ recommenderArn }));
  const { status = '', recommenderConfig, latestRecommenderUpdate } = recommender;
  const updateStatus = latestRecommenderUpdate?.status ?? '';
  const isUpdating = isInTransition(updateStatus);
  const current = isUpdating ? latestRecommenderUpdate?.recommenderConfig : recommenderConfig;
  const wanted = wantedConfig(RecommenderConfig, current);
  const updatedMs = Number(latestRecommenderUpdate?.creationDateTime ?? 0);
  const knowsColumns = grown.length === 0 || isOfThisRequest({ createdMs: updatedMs });
  if (knowsColumns && isSameConfig(current, wanted)) return undefined;
  if (isUpdating) return `the update of ${recommenderArn} (${updateStatus}), to update it again`;
  if (isInTransition(status)) return `${recommenderArn} (${status}), to update it`;
  if (status === 'INACTIVE' && StartsToUpdate) {
    const tags = tagList({ [STOP_AGAIN_TAG]: String(nowMs) });
    await client.send(new TagResourceCommand({ resourceArn: recommenderArn, tags }));
    await client.send(new StartRecommenderCommand({ recommenderArn }));
    return `${recommenderArn} to start, to update it`;
  }
  if (status !== 'ACTIVE')
    throw new Error(
      `${recommenderArn} is ${status}, and Personalize only updates recommenders that are ACTIVE. Start ` +
        `it with "aws personalize start-recommender --recommender-arn ${recommenderArn}" and deploy again` +
        (grown.length > 0
          ? `: it has to train on new columns of ${grown.join(' and ')}.`
          : `, or revert the change of its options.`),
    );
  await client.send(
    new UpdateRecommenderCommand({
      recommenderArn,
      recommenderConfig: configUpdate(recommenderConfig, wanted, grown),
    }),
  );
  return undefined;
}
