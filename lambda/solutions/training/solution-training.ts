import {
  CreateSolutionVersionCommand,
  DescribeSolutionCommand,
  type SolutionVersionSummary,
} from '@aws-sdk/client-personalize';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type { SolutionTrainingProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import { TRAINING_WAIT_MINUTES } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import type { Lifecycle } from '../../shop/resources/lifecycle';
import { isNewerThan } from '../../shop/resources/ownership';
import { openDeletionJob } from '../../add-ons/open-deletion-job';
import { isInTransition, unlessParentGone, type PersonalizeApi } from '../../shop/resources/personalize-api';
import { solutionVersions } from '../solution/solution-versions';

/**
 * Trains a solution unless it has a trained version. Personalize would start the first training by itself within an
 * hour, but the campaign needs a version now.
 *
 * Delete does nothing: versions are deleted with the solution.
 *
 * @param now milliseconds since 1970
 */
export function solutionTraining(
  client: PersonalizeApi,
  now: () => number = Date.now,
): Lifecycle<SolutionTrainingProperties> {
  return {
    deletesNothing: true,

    physicalId: ({ LogicalResourceId }) => LogicalResourceId,

    async ensure({ RequestId, RequestType, ResourceProperties }, minutes) {
      const { SolutionArn: solutionArn, First, Last, TimeoutHours } = ResourceProperties;
      const versions = await unlessParentGone(solutionVersions(client, solutionArn), () =>
        client.send(new DescribeSolutionCommand({ solutionArn })),
      );
      if (!versions) {
        // A rollback is an Update, too, and must not fail because somebody deleted the solution by hand.
        if (RequestType === 'Update') return undefined;
        throw new Error(
          `${solutionArn} was deleted after the stack created it. Find out who deleted it, then deploy again.`,
        );
      }
      if (versions.some(({ status }) => status === 'ACTIVE')) return undefined;
      const newest = newestOf(versions);
      const isTraining = newest !== undefined && isInTransition(newest.status ?? '');
      if (isTraining) {
        const waitingFor = `${newest.solutionVersionArn} (${newest.status})`;
        if (minutes < TRAINING_WAIT_MINUTES) return waitingFor;
        if (Last === 'false') return undefined;
        throw new Error(
          `Training did not finish within ${countInWords(Number(TimeoutHours), 'hour')}, still waiting for ${waitingFor}. ` +
            `Raise the setting trainingTimeoutHours and deploy again.`,
        );
      }
      const createdMs = Number(newest?.creationDateTime ?? 0);
      // Only failures of earlier deployments are retried.
      if (newest && (First === 'false' || isNewerThan(minutes, { createdMs }, now())))
        throw new Error(
          `Training of ${newest.solutionVersionArn} ended ${newest.status}: ${newest.failureReason ?? 'no reason given'}`,
        );
      const { solution } = await client.send(new DescribeSolutionCommand({ solutionArn }));
      const open = await openDeletionJob(client, solution?.datasetGroupArn);
      if (open !== undefined) {
        if (minutes < TRAINING_WAIT_MINUTES) return `the end of ${open}`;
        if (Last === 'false') return undefined;
        throw new Error(
          `Nothing can be trained while data is being deleted, and ${open} takes longer than ` +
            `${countInWords(Number(TimeoutHours), 'hour')}. Deploy again when it has ended.`,
        );
      }
      await client.send(new CreateSolutionVersionCommand({ solutionArn, name: nameOf(RequestId) }));
      return `the training of ${solutionArn}`;
    },

    async remove() {
      return undefined;
    },
  };
}

/** The name is deterministic, so that a retried request does not train twice: Personalize rejects names that are taken. */
const nameOf = (requestId: string): string => `deployment-${requestId}`.slice(0, 63);

const newestOf = (versions: readonly SolutionVersionSummary[]): SolutionVersionSummary | undefined =>
  [...versions].sort((a, b) => Number(b.creationDateTime ?? 0) - Number(a.creationDateTime ?? 0))[0];
