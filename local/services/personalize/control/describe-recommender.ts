import { onMember } from '../../../authorization/permission';
import { leaveLastOut } from '../../../recommenders/leave-last-out';
import { personalizeAction } from '../personalize-action';
import { describe } from '../resource-view';
import { RECOMMENDER, type RecommenderResource } from '../recommender-resource';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeRecommender.html */
export const describeRecommender = personalizeAction({
  input: { recommenderArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeRecommender', 'recommenderArn'),
  run: async ({ recommenderArn }, store) => ({
    recommender: await describeWithMetrics(store.recommenders.mustGet(recommenderArn)),
  }),
});

/** Metrics are there once it is trained, and not while it is being created or deleted. */
async function describeWithMetrics(recommender: RecommenderResource): Promise<object> {
  const { model, status, useCase } = recommender;
  const described = describe(RECOMMENDER, recommender);
  if (!model || /^(CREATE|DELETE)/.test(status)) return described;
  model.metrics ??= await leaveLastOut(model.log.interactions, useCase);
  return { ...described, modelMetrics: model.metrics };
}
