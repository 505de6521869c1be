import { AwsError } from '../../../aws-error';
import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import type { TrainedModel } from '../training/trained-model';

/** A recommender that answers. */
export type ServingRecommender = RecommenderResource & { readonly model: TrainedModel };

/** The recommender of a request. @throws AwsError `ResourceNotFoundException` (404), `InvalidInputException` */
export function servingRecommender(
  arn: string | undefined,
  { recommenders }: PersonalizeStore,
): ServingRecommender {
  if (arn === undefined) throw invalidInput('The request must name a recommenderArn.');
  const recommender = recommenders.get(arn);
  if (!recommender)
    throw new AwsError('ResourceNotFoundException', `Resource Arn ${arn} does not exist.`, 404);
  const { status, model } = recommender;
  if (status !== 'ACTIVE' || !model)
    throw invalidInput(`The recommender ${arn} is in the state ${status}; it answers when it is ACTIVE.`);
  return recommender as ServingRecommender;
}
