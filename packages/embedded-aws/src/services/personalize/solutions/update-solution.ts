import { onMember } from '../../../authorization/permission';
import { invalidInput, requireActive, requireNoUpdate } from '../errors';
import { personalizeAction } from '../personalize-action';
import { ARN } from '../shapes';
import { scheduleTraining } from './automatic-training';
import { checkSchedule, refuseEventsConfig } from './check-solution';
import { SOLUTION_UPDATE_CONFIG } from './solution-shapes';

/**
 * Omitted members keep their values; the old configuration applies until the update is done, which restarts the
 * schedule.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-solution.html
 */
export const updateSolution = personalizeAction({
  input: {
    solutionArn: { ...ARN, required: true },
    performAutoTraining: { type: 'boolean' },
    performIncrementalUpdate: { type: 'boolean' },
    solutionUpdateConfig: SOLUTION_UPDATE_CONFIG,
  },
  permissions: onMember('personalize:UpdateSolution', 'solutionArn'),
  run: (
    { solutionArn, performAutoTraining: given, performIncrementalUpdate, solutionUpdateConfig },
    store,
  ) => {
    const solution = store.solutions.mustGet(solutionArn);
    requireActive(solution);
    requireNoUpdate(solutionArn, solution.latestSolutionUpdate);
    if (performIncrementalUpdate)
      throw invalidInput('performIncrementalUpdate: supported only by the recipe aws-semantic-similarity.');
    refuseEventsConfig(solutionUpdateConfig);
    const { autoTrainingConfig } = solutionUpdateConfig ?? {};
    checkSchedule(autoTrainingConfig?.schedulingExpression);
    const performAutoTraining = given ?? solution.performAutoTraining;

    const now = store.now();
    solution.latestSolutionUpdate = {
      solutionUpdateConfig,
      performAutoTraining,
      status: 'CREATE PENDING',
      creationDateTime: now,
      lastUpdatedDateTime: now,
    };
    store.create('solution', solution.latestSolutionUpdate, undefined, () => {
      solution.performAutoTraining = performAutoTraining;
      if (autoTrainingConfig) solution.solutionConfig = { ...solution.solutionConfig, autoTrainingConfig };
      solution.lastUpdatedDateTime = store.now();
      scheduleTraining(solution, store);
    });
    return { solutionArn };
  },
});
