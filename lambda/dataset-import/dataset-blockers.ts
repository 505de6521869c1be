import {
  DeleteFilterCommand,
  DeleteRecommenderCommand,
  ListFiltersCommand,
  ListRecommendersCommand,
  type FilterSummary,
  type RecommenderSummary,
} from '@aws-sdk/client-personalize';
import { ownership } from '../ownership';
import type { PersonalizeApi } from '../personalize-api';
import { isInTransition } from '../status';
import { unlessGone } from '../unless-gone';
import { importJobs } from './import-jobs';

/**
 * What keeps a dataset, and its group after it, from being deleted, in words: import jobs at work, recommenders
 * that train or are being deleted, this stack's own recommenders, and any filter in the group.
 *
 * The first two only end by themselves. The stack's recommenders are gone by now but for one that a Create made
 * after its Delete had looked: that is deleted here. So are filters: one that somebody added by hand is worth
 * nothing without its dataset group.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/delete-dataset.html
 */
export async function datasetBlockers(
  client: PersonalizeApi,
  datasetArn: string,
  stackId: string,
): Promise<string[]> {
  const datasetGroupArn = datasetGroupOf(datasetArn);
  const [jobs, recommenders, filters] = await Promise.all([
    importJobs(client, datasetArn),
    recommendersOf(client, datasetGroupArn),
    filtersOf(client, datasetGroupArn),
  ]);
  const idle = filters.filter(({ status = '' }) => !isInTransition(status));
  for (const { filterArn } of idle) await unlessGone(client.send(new DeleteFilterCommand({ filterArn })));
  const left: RecommenderSummary[] = [];
  for (const recommender of recommenders.filter(({ status = '' }) => !isInTransition(status))) {
    const { recommenderArn = '' } = recommender;
    const owner = await unlessGone(ownership(client, recommenderArn, stackId));
    if (owner !== 'this stack') continue;
    await unlessGone(client.send(new DeleteRecommenderCommand({ recommenderArn })));
    left.push(recommender);
  }
  return [
    ...jobs
      .filter(({ status }) => isInTransition(status))
      .map(({ name, status }) => `import job ${name} (${status})`),
    ...recommenders
      .filter(({ status = '' }) => isInTransition(status))
      .map(({ recommenderArn, status }) => `${recommenderArn} (${status})`),
    ...left.map(({ recommenderArn }) => `${recommenderArn}, to delete it`),
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
