import { onMember } from '../../../authorization/permission';
import { isDeepStrictEqual } from 'node:util';
import { requireActive, requireNoUpdate } from '../errors';
import { personalizeAction } from '../personalize-action';
import type { RecommenderConfig } from '../recommender-resource';
import { ARN, RECOMMENDER_CONFIG } from '../shapes';
import { checkRecommenderConfig } from '../training/check-recommender-config';
import { meterRecommender } from '../training/meter-recommender';
import { trainModel } from '../training/train-model';
import { areSameColumns, trainingColumns } from '../training/training-columns';
import type { TrainedModel } from '../training/trained-model';

/**
 * Omitted members keep their values. The old configuration and model serve until the update is done; training columns
 * that differ from those of the latest training trigger a training.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_UpdateRecommender.html
 */
export const updateRecommender = personalizeAction({
  input: {
    recommenderArn: { ...ARN, required: true },
    recommenderConfig: { ...RECOMMENDER_CONFIG, required: true },
  },
  permissions: onMember('personalize:UpdateRecommender', 'recommenderArn'),
  run: ({ recommenderArn, recommenderConfig: given }, store) => {
    const recommender = store.recommenders.mustGet(recommenderArn);
    requireActive(recommender);
    requireNoUpdate(recommender.arn, recommender.latestRecommenderUpdate);
    checkRecommenderConfig(given, recommender.datasetGroupArn, store);
    const former: RecommenderConfig = recommender.recommenderConfig ?? {};
    const recommenderConfig = { ...former, ...given };
    const columns = trainingColumns(
      given.trainingDataConfig,
      recommender.datasetGroupArn,
      store,
      recommender.columns,
    );
    const trains = !areSameColumns(columns, recommender.columns);
    if (!trains && isDeepStrictEqual(comparable(recommenderConfig), comparable(former)))
      return { recommenderArn };

    const now = store.now();
    recommender.latestRecommenderUpdate = {
      recommenderConfig,
      status: 'CREATE PENDING',
      creationDateTime: now,
      lastUpdatedDateTime: now,
    };
    let model: TrainedModel | undefined;
    store.create(
      'recommender',
      recommender.latestRecommenderUpdate,
      async () => {
        if (trains) model = await trainModel(recommender, store);
      },
      () => {
        recommender.model = model ?? recommender.model;
        recommender.recommenderConfig = recommenderConfig;
        recommender.columns = columns;
        recommender.lastUpdatedDateTime = store.now();
      },
      trains ? store.platform.faults.strike('training-failure', { useCase: recommender.useCase }) : undefined,
      () => meterRecommender(recommender, store.platform.meter),
    );
    return { recommenderArn };
  },
});

/** Excluding no column of a dataset equals omitting the dataset. */
function comparable({ trainingDataConfig = {}, ...others }: RecommenderConfig): object {
  const { excludedDatasetColumns = {}, includedDatasetColumns = {} } = trainingDataConfig;
  const excluded = Object.entries(excludedDatasetColumns).filter(([, columns]) => columns.length > 0);
  return { ...others, excluded: Object.fromEntries(excluded), includedDatasetColumns };
}
