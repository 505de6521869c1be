import { QUOTAS } from '@ecommerce-recommenders/personalize/quotas';
import { requireActive, tooMany } from '../errors';
import { creation, personalizeAction } from '../personalize-action';
import { setTags } from '../tags';
import { learnedItemColumns } from '../training/training-columns';
import { scheduleTraining } from './automatic-training';
import { checkSolution } from './check-solution';
import { SOLUTION } from './solution-shapes';

const { solutionsInGroup: MAX_IN_GROUP } = QUOTAS;

/** Trains automatically by default. @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateSolution.html */
export const createSolution = personalizeAction({
  input: SOLUTION,
  permissions: (input, store) => {
    const { datasetGroupArn, recipeArn } = input;
    const parents = recipeArn === undefined ? [datasetGroupArn] : [datasetGroupArn, recipeArn];
    const created = store.arnOf(`solution/${input.name}`);
    return creation('personalize:CreateSolution', parents, created, input);
  },
  run: (input, store) => {
    const { name, datasetGroupArn, performAutoTraining = true, solutionConfig, tags } = input;
    requireActive(store.datasetGroups.mustGet(datasetGroupArn));
    const recipeArn = checkSolution(input, store);
    const resource = store.newResource(`solution/${name}`, setTags(new Map(), tags));
    store.solutions.requireFree(resource.arn);
    if (store.solutions.list({ datasetGroupArn }).length >= MAX_IN_GROUP)
      throw tooMany('solution', MAX_IN_GROUP);
    const solution = store.solutions.add({
      ...resource,
      name,
      datasetGroupArn,
      recipeArn,
      performHPO: false,
      performAutoML: false,
      performAutoTraining,
      solutionConfig,
      itemColumns: learnedItemColumns(solutionConfig?.trainingDataConfig, datasetGroupArn, store),
    });
    store.create('solution', solution, undefined, () => scheduleTraining(solution, store));
    return { solutionArn: solution.arn };
  },
});
