import { onMember } from '../../../authorization/permission';
import { AwsError } from '../../../aws-error';
import { asShown, DATASET } from '../dataset';
import { DATASET_GROUP, DATASET_IMPORT_JOB, DATASET_SCHEMA, EVENT_TRACKER, FILTER } from '../resource-kinds';
import { personalizeAction } from '../personalize-action';
import { RECIPES } from '../recipes';
import { RECOMMENDER, type RecommenderResource } from '../recommender-resource';
import { describe } from '../resource';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeDatasetGroup.html */
export const describeDatasetGroup = personalizeAction({
  input: { datasetGroupArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeDatasetGroup', 'datasetGroupArn'),
  run: ({ datasetGroupArn }, store) => ({
    datasetGroup: describe(DATASET_GROUP, store.datasetGroups.mustGet(datasetGroupArn)),
  }),
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeSchema.html */
export const describeSchema = personalizeAction({
  input: { schemaArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeSchema', 'schemaArn'),
  run: ({ schemaArn }, store) => ({ schema: describe(DATASET_SCHEMA, store.schemas.mustGet(schemaArn)) }),
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeDataset.html */
export const describeDataset = personalizeAction({
  input: { datasetArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeDataset', 'datasetArn'),
  run: ({ datasetArn }, store) => ({
    dataset: describe(DATASET, asShown(store.datasets.mustGet(datasetArn))),
  }),
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeDatasetImportJob.html */
export const describeDatasetImportJob = personalizeAction({
  input: { datasetImportJobArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeDatasetImportJob', 'datasetImportJobArn'),
  run: ({ datasetImportJobArn }, store) => ({
    datasetImportJob: describe(DATASET_IMPORT_JOB, store.datasetImportJobs.mustGet(datasetImportJobArn)),
  }),
});

/** The description has no domain. @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeRecipe.html */
export const describeRecipe = personalizeAction({
  input: { recipeArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeRecipe', 'recipeArn'),
  run: ({ recipeArn }) => {
    const recipe = RECIPES.find(({ arn }) => arn === recipeArn);
    if (!recipe) throw new AwsError('ResourceNotFoundException', `Resource Arn ${recipeArn} does not exist.`);
    return { recipe: { name: recipe.name, recipeArn, status: 'ACTIVE' } };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeRecommender.html */
export const describeRecommender = personalizeAction({
  input: { recommenderArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeRecommender', 'recommenderArn'),
  run: ({ recommenderArn }, store) => ({
    recommender: describeWithMetrics(store.recommenders.mustGet(recommenderArn)),
  }),
});

/** Metrics exist once it is trained, except during creation and deletion. */
function describeWithMetrics(recommender: RecommenderResource): object {
  const { model, status } = recommender;
  const described = describe(RECOMMENDER, recommender);
  if (!model || /^(CREATE|DELETE)/.test(status)) return described;
  return { ...described, modelMetrics: model.metrics };
}

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeFilter.html */
export const describeFilter = personalizeAction({
  input: { filterArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeFilter', 'filterArn'),
  run: ({ filterArn }, store) => ({ filter: describe(FILTER, store.filters.mustGet(filterArn)) }),
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeEventTracker.html */
export const describeEventTracker = personalizeAction({
  input: { eventTrackerArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeEventTracker', 'eventTrackerArn'),
  run: ({ eventTrackerArn }, store) => ({
    eventTracker: describe(EVENT_TRACKER, store.eventTrackers.mustGet(eventTrackerArn)),
  }),
});
