import { onMember } from '../../../authorization/permission';
import { batchJobWith } from '../batch/batch-uses';
import type { DatasetUpdate } from '../dataset';
import { inUse, requireNoUpdate } from '../errors';
import { personalizeAction } from '../personalize-action';
import { isInTransition } from '../resource';
import { ARN } from '../shapes';
import { meterRecommender } from '../training/meter-recommender';

/** No cascade: a group must be empty. @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteDatasetGroup.html */
export const deleteDatasetGroup = personalizeAction({
  input: { datasetGroupArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteDatasetGroup', 'datasetGroupArn'),
  run: ({ datasetGroupArn }, store) => {
    const group = store.datasetGroups.mustGet(datasetGroupArn);
    if (isInTransition(group)) throw inUse(`Resource Arn ${group.arn} is in the state ${group.status}.`);
    const { recommenders, solutions, eventTrackers, metricAttributions, filters, datasets } = store;
    const left = [recommenders, solutions, eventTrackers, metricAttributions, filters, datasets].flatMap(
      (collection) => collection.list({ datasetGroupArn }).map(({ arn }) => arn),
    );
    if (left.length > 0)
      throw inUse(
        `Resource Arn ${group.arn} still has ${left.join(', ')}. Delete these and wait until they are gone.`,
      );
    store.delete('datasetGroup', group, () => {
      for (const job of store.dataDeletionJobs.list({ datasetGroupArn }))
        store.dataDeletionJobs.remove(job.arn);
      store.datasetGroups.remove(group.arn);
    });
    return undefined;
  },
});

/** Synchronous, unlike the other deletions. @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteSchema.html */
export const deleteSchema = personalizeAction({
  input: { schemaArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteSchema', 'schemaArn'),
  run: ({ schemaArn }, store) => {
    const schema = store.schemas.mustGet(schemaArn);
    const users = store.datasets
      .list()
      .filter(
        (dataset) => dataset.schemaArn === schemaArn || isChangingTo(schemaArn, dataset.latestDatasetUpdate),
      )
      .map(({ arn }) => arn);
    if (users.length > 0)
      throw inUse(
        `Resource Arn ${schemaArn} is used by ${users.join(', ')}. Delete these and wait until they are gone.`,
      );
    store.schemas.remove(schema.arn);
    store.platform.changes.notify();
    return undefined;
  },
});

const isChangingTo = (schemaArn: string, update: DatasetUpdate | undefined): boolean =>
  update !== undefined && update.schemaArn === schemaArn && isInTransition(update);

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteRecommender.html */
export const deleteRecommender = personalizeAction({
  input: { recommenderArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteRecommender', 'recommenderArn'),
  run: ({ recommenderArn }, store) => {
    const recommender = store.recommenders.mustGet(recommenderArn);
    if (isInTransition(recommender))
      throw inUse(`Resource Arn ${recommenderArn} is in the state ${recommender.status}.`);
    requireNoUpdate(recommenderArn, recommender.latestRecommenderUpdate);
    recommender.retraining?.cancel();
    store.delete('recommender', recommender, () => store.recommenders.remove(recommenderArn));
    meterRecommender(recommender, store.platform.meter);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteFilter.html */
export const deleteFilter = personalizeAction({
  input: { filterArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteFilter', 'filterArn'),
  run: ({ filterArn }, store) => {
    const filter = store.filters.mustGet(filterArn);
    if (isInTransition(filter)) throw inUse(`Resource Arn ${filterArn} is in the state ${filter.status}.`);
    const job = batchJobWith(filterArn, store);
    if (job) throw inUse(`Resource Arn ${filterArn} is used by ${job.arn}. Wait until that is done.`);
    store.delete('filter', filter, () => store.filters.remove(filterArn));
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteEventTracker.html */
export const deleteEventTracker = personalizeAction({
  input: { eventTrackerArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteEventTracker', 'eventTrackerArn'),
  run: ({ eventTrackerArn }, store) => {
    const eventTracker = store.eventTrackers.mustGet(eventTrackerArn);
    if (isInTransition(eventTracker))
      throw inUse(`Resource Arn ${eventTrackerArn} is in the state ${eventTracker.status}.`);
    store.delete('eventTracker', eventTracker, () => store.eventTrackers.remove(eventTrackerArn));
    return undefined;
  },
});
