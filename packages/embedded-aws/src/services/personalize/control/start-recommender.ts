import { onMember } from '../../../authorization/permission';
import { invalidInput, requireNoUpdate } from '../errors';
import { personalizeAction } from '../personalize-action';
import { ARN } from '../shapes';

/** Serves its previous model again. @see https://docs.aws.amazon.com/personalize/latest/dg/API_StartRecommender.html */
export const startRecommender = personalizeAction({
  input: { recommenderArn: { ...ARN, required: true } },
  permissions: onMember('personalize:StartRecommender', 'recommenderArn'),
  run: ({ recommenderArn }, store) => {
    const recommender = store.recommenders.mustGet(recommenderArn);
    if (recommender.status !== 'INACTIVE')
      throw invalidInput(
        `Resource Arn ${recommenderArn} is in the state ${recommender.status}; it must be INACTIVE.`,
      );
    store.change(recommender, 'START');
    return { recommenderArn };
  },
});

/** Stops serving and training until it is started. @see https://docs.aws.amazon.com/personalize/latest/dg/API_StopRecommender.html */
export const stopRecommender = personalizeAction({
  input: { recommenderArn: { ...ARN, required: true } },
  permissions: onMember('personalize:StopRecommender', 'recommenderArn'),
  run: ({ recommenderArn }, store) => {
    const recommender = store.recommenders.mustGet(recommenderArn);
    if (recommender.status !== 'ACTIVE')
      throw invalidInput(
        `Resource Arn ${recommenderArn} is in the state ${recommender.status}; it must be ACTIVE.`,
      );
    requireNoUpdate(recommenderArn, recommender.latestRecommenderUpdate);
    store.change(recommender, 'STOP');
    return { recommenderArn };
  },
});
