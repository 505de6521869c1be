import {
  DescribeRecommenderCommand,
  StartRecommenderCommand,
  TagResourceCommand,
  UpdateRecommenderCommand,
} from '@aws-sdk/client-personalize';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/recommender';
import { STOP_AGAIN_TAG } from '@ecommerce-recommenders/shop-data/contracts/tags';
import type { WaitingFor } from '../resources/lifecycle';
import { isInTransition, type PersonalizeApi } from '../resources/personalize-api';
import { tagList } from '../resources/change-tags';
import { configUpdate, isSameConfig, wantedConfig } from './recommender-config';

/** What makes an update necessary that a comparison of configurations does not show. */
export interface Growth {
  /**
   * Datasets with new columns. Personalize keeps them out of the training until an update names the dataset, and whether a
   * description says so is not documented. Naming the columns that it trains on already is a no-op.
   *
   * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
   */
  readonly grown: readonly DatasetType[];
  /** Whether an update began after the request came in, when the columns were there. */
  readonly isOfThisRequest: (update: { readonly createdMs: number }) => boolean;
}

/**
 * One step towards the template's configuration. It is complete once the update is in progress: training waits for its
 * end, and meanwhile the recommender serves with the old configuration. If the stack pauses recommenders, a stopped
 * one is started for the update, and tagged before, so that training stops it again.
 *
 * @throws an error for one that was stopped by hand: whether Personalize updates it is not documented, and starting it
 *   costs money
 */
export async function configure(
  client: PersonalizeApi,
  recommenderArn: string,
  {
    RecommenderConfig = {},
    StartsToUpdate,
  }: Pick<RecommenderProperties, 'RecommenderConfig' | 'StartsToUpdate'>,
  { grown, isOfThisRequest }: Growth,
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
    const tags = tagList({ [STOP_AGAIN_TAG]: 'true' });
    await client.send(new TagResourceCommand({ resourceArn: recommenderArn, tags }));
    await client.send(new StartRecommenderCommand({ recommenderArn }));
    return `${recommenderArn} to start, to update it`;
  }
  if (status !== 'ACTIVE')
    throw new Error(
      `${recommenderArn} is ${status}, and Personalize changes the configuration of ACTIVE recommenders alone. Start ` +
        `it with "aws personalize start-recommender --recommender-arn ${recommenderArn}" and deploy again` +
        (grown.length > 0
          ? `: it is to train on new columns of ${grown.join(' and ')}.`
          : `, or take the change of its options back.`),
    );
  await client.send(
    new UpdateRecommenderCommand({
      recommenderArn,
      recommenderConfig: configUpdate(recommenderConfig, wanted, grown),
    }),
  );
  return undefined;
}
