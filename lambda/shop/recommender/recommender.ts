import { DeleteRecommenderCommand, DescribeRecommenderCommand } from '@aws-sdk/client-personalize';
import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import type { IsAbandoned } from '../resources/abandonment';
import type { Lifecycle } from '../resources/lifecycle';
import { OwnedResource } from '../resources/owned-resource';
import { isNewerThan } from '../resources/ownership';
import type { PersonalizeApi } from '../resources/personalize-api';
import { configure } from './configure';
import { grownTypes } from './grown-types';
import { leaveToStack } from './leave-to-stack';
import { createRecommender } from './recommender-config';

/**
 * A recommender. Ready as soon as it exists, so that all train in parallel and none exceeds CloudFormation's hour. It
 * can be deleted without being stopped, but not during training.
 */
export function recommender(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  now: () => number = Date.now,
): Lifecycle<RecommenderProperties> {
  return new OwnedResource(client, isAbandoned, now, {
    kind: 'recommender',
    create: (properties, tags) => client.send(createRecommender(properties, tags)),
    async describe(recommenderArn) {
      const { recommender } = await client.send(new DescribeRecommenderCommand({ recommenderArn }));
      return {
        status: recommender?.status ?? '',
        failureReason: recommender?.failureReason,
        createdMs: Number(recommender?.creationDateTime ?? 0),
        fixed: { DatasetGroupArn: recommender?.datasetGroupArn, RecipeArn: recommender?.recipeArn },
      };
    },
    takeOver: (recommenderArn) => leaveToStack(client, recommenderArn),
    update: (recommenderArn, properties, { RequestType, OldResourceProperties = {} }, minutes) =>
      configure(client, recommenderArn, properties, {
        // A recommender that a Create has taken over was trained on all columns.
        grown: RequestType === 'Update' ? grownTypes(OldResourceProperties, properties) : [],
        isOfThisRequest: (updated) => isNewerThan(minutes, updated, now()),
      }),
    delete: (recommenderArn) => client.send(new DeleteRecommenderCommand({ recommenderArn })),
    isReady: () => true,
    // Deletions run one after another and take 17 minutes each; the imports, which are deleted next, wait for all of
    // them.
    handsDeletionOver: true,
  });
}
