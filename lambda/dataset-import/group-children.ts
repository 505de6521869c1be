import {
  ListEventTrackersCommand,
  ListFiltersCommand,
  ListRecommendersCommand,
  ListSolutionsCommand,
} from '@aws-sdk/client-personalize';
import type { PersonalizeApi } from '../personalize-api';
import { unlessGone } from '../unless-gone';

/** What is in a dataset group, besides datasets. */
export interface GroupChild {
  readonly arn: string;
  readonly status: string;
}

/** Everything in a dataset group that keeps its datasets, or itself, from being deleted; nothing where it is gone. */
export async function groupChildren(
  client: PersonalizeApi,
  datasetGroupArn: string,
): Promise<Record<'recommenders' | 'filters' | 'eventTrackers' | 'solutions', readonly GroupChild[]>> {
  // One page each: a group holds at most five recommenders, thirty filters, one event tracker and ten solutions.
  const page = { datasetGroupArn, maxResults: 100 };
  const [recommenders, filters, eventTrackers, solutions] = await Promise.all([
    unlessGone(client.send(new ListRecommendersCommand(page))),
    unlessGone(client.send(new ListFiltersCommand(page))),
    unlessGone(client.send(new ListEventTrackersCommand(page))),
    unlessGone(client.send(new ListSolutionsCommand(page))),
  ]);
  return {
    recommenders: (recommenders?.recommenders ?? []).map(({ recommenderArn, status }) =>
      child(recommenderArn, status),
    ),
    filters: (filters?.Filters ?? []).map(({ filterArn, status }) => child(filterArn, status)),
    eventTrackers: (eventTrackers?.eventTrackers ?? []).map(({ eventTrackerArn, status }) =>
      child(eventTrackerArn, status),
    ),
    solutions: (solutions?.solutions ?? []).map(({ solutionArn, status }) => child(solutionArn, status)),
  };
}

const child = (arn = '', status = ''): GroupChild => ({ arn, status });
