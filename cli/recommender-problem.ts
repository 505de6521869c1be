import { DescribeRecommenderCommand, type PersonalizeClient } from '@aws-sdk/client-personalize';

/** Why a recommender does not answer, and what to do, if its status is the reason. */
export async function recommenderProblem(
  client: PersonalizeClient,
  recommenderArn: string,
): Promise<string | undefined> {
  // Whoever may not look is told what the recommender itself has said.
  const { recommender } = await client
    .send(new DescribeRecommenderCommand({ recommenderArn }))
    .catch(() => ({ recommender: undefined }));
  const status = recommender?.status ?? 'ACTIVE';
  if (status === 'ACTIVE') return undefined;
  const remedy = /^(INACTIVE|STOP)/.test(status)
    ? `Start it with "aws personalize start-recommender --recommender-arn ${recommenderArn}"; it is billed from then on.`
    : /FAILED/.test(status)
      ? `${recommender?.failureReason ?? 'Personalize gives no reason.'} Deploy again once that is mended.`
      : 'Wait until it is ACTIVE.';
  return `The recommender ${recommenderArn} is ${status} and does not answer. ${remedy}`;
}
