import { QUOTAS } from '@ecommerce-recommenders/personalize/quotas';
import { AwsError } from '../../../aws-error';
import type { DatasetGroup } from '../resource-kinds';
import { invalidInput, requireActive, tooMany } from '../errors';
import { creation, personalizeAction } from '../personalize-action';
import { RECIPES, type Recipe } from '../recipes';
import { ARN, NAME, RECOMMENDER_CONFIG, TAGS } from '../shapes';
import { setTags } from '../tags';
import { checkRecommenderConfig } from '../training/check-recommender-config';
import { meterRecommender } from '../training/meter-recommender';
import { scheduleRetraining } from '../training/schedule-retraining';
import { trainModel } from '../training/train-model';
import { trainingColumns } from '../training/training-columns';

const { recommendersInGroup: MAX_IN_GROUP, recommenders: MAX_IN_REGION } = QUOTAS;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateRecommender.html */
export const createRecommender = personalizeAction({
  input: {
    name: { ...NAME, required: true },
    datasetGroupArn: { ...ARN, required: true },
    recipeArn: { ...ARN, required: true },
    recommenderConfig: RECOMMENDER_CONFIG,
    tags: TAGS,
  },
  permissions: (input, store) => {
    // Undocumented: the service also requires permission on the recipe.
    const { datasetGroupArn, recipeArn } = input;
    const created = store.arnOf(`recommender/${input.name}`);
    return creation('personalize:CreateRecommender', [datasetGroupArn, recipeArn], created, input);
  },
  run: ({ name, datasetGroupArn, recipeArn, recommenderConfig, tags }, store) => {
    const group = store.datasetGroups.mustGet(datasetGroupArn);
    requireActive(group);
    const useCase = useCaseOf(recipeArn, group);
    checkRecommenderConfig(recommenderConfig, datasetGroupArn, store);
    const dataset = store.datasetOf(datasetGroupArn, 'INTERACTIONS');
    if (!dataset)
      throw invalidInput(
        `The dataset group ${datasetGroupArn} has no Interactions dataset. Create and fill it first.`,
      );
    requireActive(dataset);
    const resource = store.newResource(`recommender/${name}`, setTags(new Map(), tags));
    store.recommenders.requireFree(resource.arn);
    if (store.recommenders.list({ datasetGroupArn }).length >= MAX_IN_GROUP)
      throw tooMany('recommender', MAX_IN_GROUP);
    if (store.recommenders.list().length >= MAX_IN_REGION) throw tooMany('recommender', MAX_IN_REGION);
    const recommender = store.recommenders.add({
      ...resource,
      name,
      datasetGroupArn,
      recipeArn,
      useCase,
      recommenderConfig,
      columns: trainingColumns(recommenderConfig?.trainingDataConfig, datasetGroupArn, store),
    });
    store.create(
      'recommender',
      recommender,
      async () => {
        recommender.model = await trainModel(recommender, store);
      },
      () => scheduleRetraining(recommender, store),
      store.platform.faults.strike('training-failure', { useCase }),
      () => meterRecommender(recommender, store.platform.meter),
    );
    return { recommenderArn: recommender.arn };
  },
});

function useCaseOf(recipeArn: string, group: DatasetGroup): NonNullable<Recipe['useCase']> {
  const recipe = RECIPES.find(({ arn }) => arn === recipeArn);
  if (!recipe) throw new AwsError('ResourceNotFoundException', `Resource Arn ${recipeArn} does not exist.`);
  if (!group.domain)
    throw invalidInput(
      `The dataset group ${group.arn} is a custom one. Recommenders need a dataset group with the domain ECOMMERCE.`,
    );
  if (!recipe.domain)
    throw invalidInput(
      `The recipe ${recipeArn} is a custom one, for solutions. Recommenders take a recipe of a domain.`,
    );
  if (recipe.domain !== group.domain)
    throw invalidInput(
      `The recipe ${recipeArn} is of the domain ${recipe.domain}, the dataset group ${group.arn} of ` +
        `${group.domain}. Take a recipe of the group's domain.`,
    );
  if (!recipe.useCase)
    throw invalidInput(
      `The embedded AWS trains no recommenders of the domain ${recipe.domain}, such as ${recipe.name}. ` +
        'It trains the use cases of ECOMMERCE.',
    );
  return recipe.useCase;
}
