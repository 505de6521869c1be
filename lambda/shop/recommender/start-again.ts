import { DescribeRecommenderCommand, StartRecommenderCommand } from '@aws-sdk/client-personalize';
import type { WaitingFor } from '../resources/lifecycle';
import type { PersonalizeApi } from '../resources/personalize-api';

/**
 * Starts a stopped recommender if nothing in the stack stops or starts it any more. Complete once it is starting; the
 * training resource waits until it is ACTIVE.
 */
export async function startAgain(client: PersonalizeApi, recommenderArn: string): Promise<WaitingFor> {
  const { recommender } = await client.send(new DescribeRecommenderCommand({ recommenderArn }));
  if (recommender?.status !== 'INACTIVE') return undefined;
  await client.send(new StartRecommenderCommand({ recommenderArn }));
  return `${recommenderArn} to start, because nothing stops it any more`;
}
