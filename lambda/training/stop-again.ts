import {
  ListTagsForResourceCommand,
  StopRecommenderCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-personalize';
import { STOP_AGAIN_TAG } from '../../domain/contracts/stop-again-tag';
import type { WaitingFor } from '../lifecycle';
import type { PersonalizeApi } from '../personalize-api';

/** Stops a recommender that was started to be updated and is at rest; the tag that tells goes last. */
export async function stopAgain(
  client: PersonalizeApi,
  recommenderArn: string,
  status: string | undefined,
): Promise<WaitingFor> {
  const { tags = [] } = await client.send(new ListTagsForResourceCommand({ resourceArn: recommenderArn }));
  if (!tags.some(({ tagKey }) => tagKey === STOP_AGAIN_TAG)) return undefined;
  if (status === 'ACTIVE') await client.send(new StopRecommenderCommand({ recommenderArn }));
  await client.send(new UntagResourceCommand({ resourceArn: recommenderArn, tagKeys: [STOP_AGAIN_TAG] }));
  return `${recommenderArn} to stop again`;
}
