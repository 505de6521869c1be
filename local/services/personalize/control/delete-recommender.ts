import { onMember } from '../../../authorization/permission';
import { inUse, requireNoUpdate } from '../errors';
import { personalizeAction } from '../personalize-action';
import { isInTransition } from '../resource';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteRecommender.html */
export const deleteRecommender = personalizeAction({
  input: { recommenderArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteRecommender', 'recommenderArn'),
  run: ({ recommenderArn }, store) => {
    const recommender = store.recommenders.mustGet(recommenderArn);
    if (isInTransition(recommender))
      throw inUse(`Resource Arn ${recommenderArn} is in the state ${recommender.status}.`);
    requireNoUpdate(recommenderArn, recommender.latestRecommenderUpdate);
    recommender.retraining?.cancel();
    store.delete('recommender', recommender, () => store.recommenders.remove(recommenderArn));
    return undefined;
  },
});
