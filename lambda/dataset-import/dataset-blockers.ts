import {
  DeleteFilterCommand,
  ListFiltersCommand,
  ListRecommendersCommand,
  type FilterSummary,
  type RecommenderSummary,
} from '@aws-sdk/client-personalize';
import type { PersonalizeApi } from '../personalize-api';
import { isInTransition } from '../status';
import { unlessGone } from '../unless-gone';
import { importJobs } from './import-jobs';

/**
 * What keeps a dataset from being deleted, in words: import jobs at work, recommenders that train or are being
 * deleted, and any filter in the group.
 *
 * The first two only end by themselves. Filters are deleted here: the stack's own are gone by now, and one that
 * somebody added by hand is worth nothing without its dataset group.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/delete-dataset.html
 */
export async function datasetBlockers(client: PersonalizeApi, datasetArn: string): Promise<string[]> {
  const datasetGroupArn = datasetGroupOf(datasetArn);
  const [jobs, recommenders, filters] = await Promise.all([
    importJobs(client, datasetArn),
    recommendersOf(client, datasetGroupArn),
    filtersOf(client, datasetGroupArn),
  ]);
  const idle = filters.filter(({ status = '' }) => !isInTransition(status));
  for (const { filterArn } of idle) await unlessGone(client.send(new DeleteFilterCommand({ filterArn })));
  return [
    ...jobs
      .filter(({ status }) => isInTransition(status))
      .map(({ name, status }) => `import job ${name} (${status})`),
    ...recommenders
      .filter(({ status = '' }) => isInTransition(status))
      .map(({ recommenderArn, status }) => `${recommenderArn} (${status})`),
    ...filters.map(({ filterArn }) => `${filterArn}, to delete it`),
  ];
}

/** A dataset's ARN holds its group's name: `…:dataset/<group>/<type>`. */
function datasetGroupOf(datasetArn: string): string {
  return datasetArn.replace(/:dataset\/([^/]+)\/.*$/, ':dataset-group/$1');
}

// One page each: a group holds at most five recommenders and thirty filters.
async function recommendersOf(
  client: PersonalizeApi,
  datasetGroupArn: string,
): Promise<RecommenderSummary[]> {
  const page = await unlessGone(
    client.send(new ListRecommendersCommand({ datasetGroupArn, maxResults: 100 })),
  );
  return page?.recommenders ?? [];
}

async function filtersOf(client: PersonalizeApi, datasetGroupArn: string): Promise<FilterSummary[]> {
  const page = await unlessGone(client.send(new ListFiltersCommand({ datasetGroupArn, maxResults: 100 })));
  return page?.Filters ?? [];
}
