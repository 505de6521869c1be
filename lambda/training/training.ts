import { DescribeRecommenderCommand, type Recommender } from '@aws-sdk/client-personalize';
import { TRAINING_WAIT_MINUTES, type TrainingProperties } from '../../domain/contracts/training';
import type { Lifecycle, WaitingFor } from '../lifecycle';
import type { PersonalizeApi } from '../personalize-api';
import { CREATE_FAILED, isInTransition } from '../status';
import { unlessGone } from '../unless-gone';

/** A wait for the end of training, in both directions: nothing can be deleted while it trains, either. */
export function training(client: PersonalizeApi): Lifecycle<TrainingProperties> {
  const lookAtAll = ({ RecommenderArns }: TrainingProperties): Promise<Seen[]> =>
    Promise.all(
      RecommenderArns.map(async (arn) => {
        const answer = await unlessGone(client.send(new DescribeRecommenderCommand({ recommenderArn: arn })));
        return { arn, recommender: answer?.recommender };
      }),
    );

  return {
    physicalId: ({ LogicalResourceId }) => LogicalResourceId,

    async ensure({ RequestType, ResourceProperties }, minutes) {
      const all = await lookAtAll(ResourceProperties);
      for (const { arn, recommender } of all) {
        // On Update a recommender that somebody deleted is no reason to fail: the way back is an Update, too.
        if (!recommender && RequestType === 'Create') {
          throw new Error(
            `Recommender ${arn} is gone though the stack has just made it. Find out who deleted it, deploy again.`,
          );
        }
        if (recommender?.status === CREATE_FAILED) {
          throw new Error(`Training of ${arn} failed: ${recommender.failureReason ?? 'no reason given'}`);
        }
      }
      const waitingFor = inTransition(all);
      if (waitingFor === undefined || minutes < TRAINING_WAIT_MINUTES) return waitingFor;
      if (ResourceProperties.Last === 'false') return undefined;
      throw new Error(
        `Training did not finish within ${ResourceProperties.TimeoutHours} hours, still waiting for ` +
          `${waitingFor}. Raise the setting trainingTimeoutHours and deploy again.`,
      );
    },

    async remove({ ResourceProperties }, minutes) {
      // Time over is complete as well: the next waiting resource, and then each recommender, waits on.
      return minutes < TRAINING_WAIT_MINUTES ? inTransition(await lookAtAll(ResourceProperties)) : undefined;
    },
  };
}

interface Seen {
  readonly arn: string;
  /** Absent once it is gone. */
  readonly recommender?: Recommender;
}

function inTransition(all: readonly Seen[]): WaitingFor {
  const moving = all.flatMap(({ arn, recommender }) =>
    recommender?.status !== undefined && isInTransition(recommender.status)
      ? [`${arn} (${recommender.status})`]
      : [],
  );
  return moving.length > 0 ? moving.join(', ') : undefined;
}
