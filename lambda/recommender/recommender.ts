import {
  CreateRecommenderCommand,
  DeleteRecommenderCommand,
  DescribeRecommenderCommand,
} from '@aws-sdk/client-personalize';
import type { RecommenderProperties } from '../../domain/contracts/recommender';
import type { IsAbandoned } from '../abandonment';
import type { Lifecycle } from '../lifecycle';
import { ownedResource } from '../owned-resource';
import type { PersonalizeApi } from '../personalize-api';
import { configure } from './configure';
import { wantedConfig } from './recommender-config';

/**
 * A recommender; ready as soon as it exists, so that all train side by side and none outlasts CloudFormation's
 * hour. It need not be stopped to be deleted, but its training has to be over.
 */
export function recommender(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  now: () => number = Date.now,
): Lifecycle<RecommenderProperties> {
  return ownedResource(client, isAbandoned, now, {
    kind: 'recommender',
    create: ({ Name, DatasetGroupArn, RecipeArn, RecommenderConfig }, tags) =>
      client.send(
        new CreateRecommenderCommand({
          name: Name,
          datasetGroupArn: DatasetGroupArn,
          recipeArn: RecipeArn,
          recommenderConfig: RecommenderConfig && wantedConfig(RecommenderConfig),
          tags,
        }),
      ),
    async describe(recommenderArn) {
      const { recommender } = await client.send(new DescribeRecommenderCommand({ recommenderArn }));
      return {
        status: recommender?.status ?? '',
        failureReason: recommender?.failureReason,
        createdMs: Number(recommender?.creationDateTime ?? 0),
        fixed: { DatasetGroupArn: recommender?.datasetGroupArn, RecipeArn: recommender?.recipeArn },
      };
    },
    update: (recommenderArn, properties) => configure(client, recommenderArn, properties),
    delete: (recommenderArn) => client.send(new DeleteRecommenderCommand({ recommenderArn })),
    isReady: () => true,
    // They go one after the other and take 17 minutes each; the imports, which go next, wait for all of them.
    handsDeletionOver: true,
  });
}
