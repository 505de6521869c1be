import { DescribeRecommenderCommand, type Recommender } from '@aws-sdk/client-personalize';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import {
  TRAINING_WAIT_MINUTES,
  type TrainingProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import type { Lifecycle, WaitingFor } from '../resources/lifecycle';
import { CREATE_FAILED, isInTransition, unlessGone, type PersonalizeApi } from '../resources/personalize-api';
import { grownTypes } from '../recommender/grown-types';
import { isSameConfig, wantedConfig } from '../recommender/recommender-config';
import { stopAgain } from '../recommender/stop-again';
import type { StackView } from '../resources/stack-view';

/** Waits for the end of training. It also does so on deletion, because nothing can be deleted during training. */
export function training(
  client: PersonalizeApi,
  stack: Pick<StackView, 'isOfThisUpdate'>,
): Lifecycle<TrainingProperties> {
  const describeAll = ({ RecommenderArns }: TrainingProperties): Promise<Seen[]> =>
    Promise.all(
      RecommenderArns.map(async (arn) => {
        const answer = await unlessGone(client.send(new DescribeRecommenderCommand({ recommenderArn: arn })));
        return { arn, recommender: answer?.recommender };
      }),
    );

  return {
    deletesNothing: true,

    physicalId: ({ LogicalResourceId }) => LogicalResourceId,

    async ensure(event, minutes) {
      const { RequestType, ResourceProperties, OldResourceProperties } = event;
      const all = await describeAll(ResourceProperties);
      const moving = inTransition(all);
      // Recommenders are stopped again even if the update has failed.
      if (moving === undefined && ResourceProperties.StopsAgain) {
        const stopping = all.map(({ arn }) => stopAgain(client, stack, event, arn));
        const waitingFor = (await Promise.all(stopping)).filter((one) => one !== undefined);
        if (waitingFor.length > 0) return waitingFor.join(', ');
      }
      for (const { arn, recommender } of all) {
        // A rollback is an Update, too, and must not fail because somebody deleted a recommender by hand.
        if (!recommender && RequestType === 'Create') {
          throw new Error(
            `Recommender ${arn} was deleted after the stack created it. Find out who deleted it, then deploy again.`,
          );
        }
        if (recommender?.status === CREATE_FAILED) {
          throw new Error(`Training of ${arn} failed: ${recommender.failureReason ?? 'no reason given'}`);
        }
        const wanted = configuredOf(arn, ResourceProperties);
        const grown = OldResourceProperties
          ? grownTypes(configuredOf(arn, OldResourceProperties), wanted)
          : [];
        if (recommender && hasFailedToUpdate(recommender, wanted, grown.length > 0)) {
          throw new Error(
            `The new configuration of ${arn} failed: ` +
              `${recommender.latestRecommenderUpdate?.failureReason ?? 'no reason given'}. It keeps its previous configuration.`,
          );
        }
      }
      if (moving === undefined || minutes < TRAINING_WAIT_MINUTES) return moving;
      if (ResourceProperties.Last === 'false') return undefined;
      throw new Error(
        `Training did not finish within ${countInWords(Number(ResourceProperties.TimeoutHours), 'hour')}, still waiting for ` +
          `${moving}. Raise the setting trainingTimeoutHours and deploy again.`,
      );
    },

    async remove({ ResourceProperties }, minutes) {
      // A time-out counts as complete. The next waiting resource, and then each recommender, continue to wait for the same.
      return minutes < TRAINING_WAIT_MINUTES
        ? inTransition(await describeAll(ResourceProperties))
        : undefined;
    },
  };
}

interface Seen {
  readonly arn: string;
  /** Absent if the recommender was deleted. */
  readonly recommender?: Recommender;
}

type Configured = Pick<RecommenderProperties, 'RecommenderConfig' | 'TrainsOn'>;

const configuredOf = (arn: string, { Configured = [] }: TrainingProperties): Configured =>
  Configured.find(({ RecommenderArn }) => RecommenderArn === arn) ?? {};

/** Whether the update to the desired configuration failed. Earlier or manual failures do not count. */
function hasFailedToUpdate(
  { recommenderConfig, latestRecommenderUpdate: latest }: Recommender,
  { RecommenderConfig = {} }: Configured,
  hasGrown: boolean,
): boolean {
  const isWanted = (config: Recommender['recommenderConfig']): boolean =>
    isSameConfig(config, wantedConfig(RecommenderConfig, config));
  return (
    latest?.status === CREATE_FAILED &&
    isWanted(latest.recommenderConfig) &&
    // It is not documented that descriptions show an update that only adds new columns.
    (hasGrown || !isWanted(recommenderConfig))
  );
}

function inTransition(all: readonly Seen[]): WaitingFor {
  const moving = all.flatMap(({ arn, recommender: { status = '', latestRecommenderUpdate } = {} }) => {
    if (isInTransition(status)) return [`${arn} (${status})`];
    const updateStatus = latestRecommenderUpdate?.status ?? '';
    return isInTransition(updateStatus) ? [`the update of ${arn} (${updateStatus})`] : [];
  });
  return moving.length > 0 ? moving.join(', ') : undefined;
}
