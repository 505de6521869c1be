import { DeleteRecommenderCommand, DescribeRecommenderCommand } from '@aws-sdk/client-personalize';
import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { TRAINING_WAIT_MINUTES } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import type { Lifecycle } from '../resources/lifecycle';
import { OwnedResource } from '../resources/owned-resource';
import { isNewerThan } from '../resources/ownership';
import type { PersonalizeApi } from '../resources/personalize-api';
import type { StackView } from '../resources/stack-view';
import { configure } from './configure';
import { grownTypes } from './grown-types';
import { leaveToStack } from './leave-to-stack';
import { createRecommender } from './recommender-config';
import { startAgain } from './start-again';
import { stopAgain } from './stop-again';

/**
 * A recommender. It is ready as soon as it exists, so that all train in parallel and none exceeds CloudFormation's
 * hour. It can be deleted without being stopped, but not during training.
 */
export function recommender(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): Lifecycle<RecommenderProperties> {
  return new OwnedResource(client, stack, now, {
    kind: 'recommender',
    parentArn: ({ DatasetGroupArn }) => DatasetGroupArn,
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
    reads: [DescribeRecommenderCommand],
    async update(api, recommenderArn, properties, event, minutes) {
      const { RequestType, OldResourceProperties } = event;
      // The rollback of an update that has introduced pauses starts nothing: a recommender that is stopped then may
      // have been stopped by somebody before the update.
      const endsPauses =
        OldResourceProperties?.StartsToUpdate &&
        !properties.StartsToUpdate &&
        !(await stack.isRollingBack(event));
      const starting = endsPauses ? await startAgain(client, recommenderArn) : undefined;
      if (starting !== undefined) return starting;
      const waitingFor = await configure(api, recommenderArn, properties, {
        // A recommender that a Create has taken over was trained on all columns.
        grown: RequestType === 'Update' ? grownTypes(OldResourceProperties ?? {}, properties) : [],
        isOfThisRequest: (updated) => isNewerThan(minutes, updated, now()),
        nowMs: now(),
      });
      const mayBeMarked = [properties, OldResourceProperties].some((one) => one?.StartsToUpdate);
      // Normally the wait for training stops it again, but a rollback may not include that resource.
      if (waitingFor !== undefined || !mayBeMarked || !(await stack.isRollingBack(event))) return waitingFor;
      return minutes < TRAINING_WAIT_MINUTES ? stopAgain(client, stack, event, recommenderArn) : undefined;
    },
    delete: (recommenderArn) => client.send(new DeleteRecommenderCommand({ recommenderArn })),
    isReady: () => true,
    // Deletions run one after another and take 17 minutes each. The waits for imports, which are deleted next, wait
    // for all of them.
    handsDeletionOver: true,
  });
}
