import {
  DescribeRecommenderCommand,
  ListTagsForResourceCommand,
  StopRecommenderCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-personalize';
import { STOP_AGAIN_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { CustomResourceEvent, WaitingFor } from '../resources/lifecycle';
import { isInTransition, unlessGone, type PersonalizeApi } from '../resources/personalize-api';
import type { StackView } from '../resources/stack-view';

/**
 * One step of stopping a recommender again that this deployment started for an update. A mark of an earlier
 * deployment is only removed, because the recommender may have been started on purpose since.
 */
export async function stopAgain(
  client: PersonalizeApi,
  stack: Pick<StackView, 'isOfThisUpdate'>,
  event: CustomResourceEvent<unknown>,
  recommenderArn: string,
): Promise<WaitingFor> {
  const read = await unlessGone(client.send(new ListTagsForResourceCommand({ resourceArn: recommenderArn })));
  const mark = read?.tags?.find(({ tagKey }) => tagKey === STOP_AGAIN_TAG);
  if (mark === undefined) return undefined;
  if (await stack.isOfThisUpdate(event, Number(mark.tagValue))) {
    const { recommender = {} } = await client.send(new DescribeRecommenderCommand({ recommenderArn }));
    const { status = '', latestRecommenderUpdate } = recommender;
    const moving = [status, latestRecommenderUpdate?.status ?? ''].find(isInTransition);
    if (moving !== undefined) return `${recommenderArn} (${moving}), to stop it again`;
    if (status === 'ACTIVE') await client.send(new StopRecommenderCommand({ recommenderArn }));
  }
  // The mark is removed last, so that a retry still finds the recommender.
  await unmark(client, recommenderArn);
  return `${recommenderArn} to stop again`;
}

/** Removes the mark. Anybody who starts or stops a recommender on purpose calls this, so that the deployment does not stop it. */
export const unmark = (client: PersonalizeApi, resourceArn: string): Promise<unknown> =>
  client.send(new UntagResourceCommand({ resourceArn, tagKeys: [STOP_AGAIN_TAG] }));
