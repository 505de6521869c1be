import { DescribeRecommenderCommand, UpdateRecommenderCommand } from '@aws-sdk/client-personalize';
import type { RecommenderConfigProperties } from '../../domain/contracts/recommender';
import type { WaitingFor } from '../lifecycle';
import type { PersonalizeApi } from '../personalize-api';
import { isInTransition } from '../status';
import { configUpdate, isSameConfig, wantedConfig } from './recommender-config';

/**
 * One step towards the configuration that the template says. It is taken once the update is under way: training waits
 * for its end, and meanwhile the recommender serves as it was.
 *
 * @throws an error for a stopped recommender: Personalize updates none, and starting one costs money
 */
export async function configure(
  client: PersonalizeApi,
  recommenderArn: string,
  properties: RecommenderConfigProperties = {},
): Promise<WaitingFor> {
  const { recommender = {} } = await client.send(new DescribeRecommenderCommand({ recommenderArn }));
  const { status = '', recommenderConfig, latestRecommenderUpdate } = recommender;
  const updateStatus = latestRecommenderUpdate?.status ?? '';
  const isUpdating = isInTransition(updateStatus);
  const wanted = wantedConfig(properties);
  if (isSameConfig(isUpdating ? latestRecommenderUpdate?.recommenderConfig : recommenderConfig, wanted))
    return undefined;
  if (isUpdating) return `the update of ${recommenderArn} (${updateStatus}), to update it again`;
  if (isInTransition(status)) return `${recommenderArn} (${status}), to update it`;
  if (status !== 'ACTIVE')
    throw new Error(
      `${recommenderArn} is ${status}, and Personalize changes the configuration of ACTIVE recommenders alone. Start ` +
        `it with "aws personalize start-recommender --recommender-arn ${recommenderArn}" and deploy again, or take ` +
        `the change of its options back.`,
    );
  await client.send(
    new UpdateRecommenderCommand({
      recommenderArn,
      recommenderConfig: configUpdate(recommenderConfig, wanted),
    }),
  );
  return undefined;
}
