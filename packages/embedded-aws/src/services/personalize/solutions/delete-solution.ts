import { onMember } from '../../../authorization/permission';
import { batchJobsOf } from '../batch/batch-uses';
import { inUse, requireNoUpdate } from '../errors';
import { personalizeAction } from '../personalize-action';
import { isInTransition } from '../resource';
import { ARN } from '../shapes';
import { versionsOf } from './start-version';

/** Its versions and their batch jobs go with it. @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteSolution.html */
export const deleteSolution = personalizeAction({
  input: { solutionArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteSolution', 'solutionArn'),
  run: ({ solutionArn }, store) => {
    const solution = store.solutions.mustGet(solutionArn);
    if (isInTransition(solution))
      throw inUse(`Resource Arn ${solutionArn} is in the state ${solution.status}.`);
    requireNoUpdate(solutionArn, solution.latestSolutionUpdate);
    const jobs = batchJobsOf(solution, store);
    const left = [
      ...store.campaigns.list({ solutionArn }),
      ...versionsOf(solution, store).filter(isInTransition),
      ...jobs.filter(isInTransition),
    ].map(({ arn }) => arn);
    if (left.length > 0)
      throw inUse(
        `Resource Arn ${solutionArn} still has ${left.join(', ')}. Delete campaigns, and wait for trainings and batch jobs, first.`,
      );
    solution.nextTraining?.cancel();
    store.delete('solution', solution, () => {
      for (const { arn } of jobs) {
        store.batchInferenceJobs.remove(arn);
        store.batchSegmentJobs.remove(arn);
      }
      for (const version of versionsOf(solution, store)) store.solutionVersions.remove(version.arn);
      store.solutions.remove(solutionArn);
    });
    return undefined;
  },
});
