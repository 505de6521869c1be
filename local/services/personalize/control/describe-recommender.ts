import { personalizeAction } from '../personalize-action';
import { describe } from '../resource-view';
import { RECOMMENDER } from '../recommender-resource';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeRecommender.html */
export const describeRecommender = personalizeAction({
  input: { recommenderArn: { ...ARN, required: true } },
  run: ({ recommenderArn }, store) => ({
    recommender: describe(RECOMMENDER, store.recommenders.mustGet(recommenderArn)),
  }),
});
