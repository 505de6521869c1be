import { onMember } from '../../../authorization/permission';
import type { Dataset } from '../dataset';
import { inUse, requireNoUpdate } from '../errors';
import { personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import { isInTransition, type Resource } from '../resource';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/delete-dataset.html */
export const deleteDataset = personalizeAction({
  input: { datasetArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteDataset', 'datasetArn'),
  run: ({ datasetArn }, store) => {
    const dataset = store.datasets.mustGet(datasetArn);
    if (isInTransition(dataset)) throw inUse(`Resource Arn ${datasetArn} is in the state ${dataset.status}.`);
    requireNoUpdate(datasetArn, dataset.latestDatasetUpdate);
    for (const { what, find } of BLOCKERS) {
      const [blocker] = find(dataset, store);
      if (blocker)
        throw inUse(`Resource Arn ${datasetArn} cannot be deleted while there is ${what}: ${blocker.arn}.`);
    }
    store.delete('dataset', dataset, () => {
      for (const job of store.datasetImportJobs.list({ datasetArn })) store.datasetImportJobs.remove(job.arn);
      store.datasets.remove(datasetArn);
    });
    return undefined;
  },
});

/** Resources that block the deletion; the first found is named. An ACTIVE recommender does not block. */
const BLOCKERS: readonly {
  readonly what: string;
  readonly find: (dataset: Dataset, store: PersonalizeStore) => Resource[];
}[] = [
  {
    what: 'a filter in its dataset group',
    find: ({ datasetGroupArn }, { filters }) => filters.list({ datasetGroupArn }),
  },
  {
    what: 'an event tracker of its dataset group',
    find: ({ datasetGroupArn, datasetType }, { eventTrackers }) =>
      datasetType === 'INTERACTIONS' ? eventTrackers.list({ datasetGroupArn }) : [],
  },
  {
    what: 'a metric attribution of its dataset group',
    find: ({ datasetGroupArn }, { metricAttributions }) => metricAttributions.list({ datasetGroupArn }),
  },
  {
    what: 'an import job under way',
    find: ({ arn }, { datasetImportJobs }) =>
      datasetImportJobs.list({ datasetArn: arn }).filter(isInTransition),
  },
  {
    what: 'a recommender in transition',
    find: ({ datasetGroupArn }, { recommenders }) =>
      recommenders.list({ datasetGroupArn }).filter(isInTransition),
  },
  {
    what: 'a solution version in creation',
    find: ({ datasetGroupArn }, { solutionVersions }) =>
      solutionVersions.list({ datasetGroupArn }).filter(isInTransition),
  },
  {
    what: 'a campaign of its dataset group',
    find: ({ datasetGroupArn }, { campaigns }) =>
      campaigns.list({ datasetGroupArn }).filter(({ status }) => status !== 'CREATE FAILED'),
  },
];
