import {
  DescribeDatasetGroupCommand,
  ListEventTrackersCommand,
  ListFiltersCommand,
  ListRecommendersCommand,
  ListSolutionsCommand,
} from '@aws-sdk/client-personalize';
import type { PersonalizeApi } from '../personalize-api';
import { unlessParentGone } from '../unless-gone';

/** What is in a dataset group, besides datasets. */
export interface GroupChild {
  readonly arn: string;
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

/** Everything in a dataset group that keeps its datasets, or itself, from being deleted; nothing where it is gone. */
export async function groupChildren(
  client: PersonalizeApi,
  datasetGroupArn: string,
): Promise<Record<'recommenders' | 'filters' | 'eventTrackers' | 'solutions', readonly GroupChild[]>> {
  // One page each: a group holds at most five recommenders, thirty filters, one event tracker and ten solutions.
  const page = { datasetGroupArn, maxResults: 100 };
  const describeGroup = (): Promise<unknown> =>
    client.send(new DescribeDatasetGroupCommand({ datasetGroupArn }));
  const unlessGroupGone = <Answer>(list: Promise<Answer>): Promise<Answer | undefined> =>
    unlessParentGone(list, describeGroup);
  const [recommenders, filters, eventTrackers, solutions] = await Promise.all([
    unlessGroupGone(client.send(new ListRecommendersCommand(page))),
    unlessGroupGone(client.send(new ListFiltersCommand(page))),
    unlessGroupGone(client.send(new ListEventTrackersCommand(page))),
    unlessGroupGone(client.send(new ListSolutionsCommand(page))),
  ]);
  return {
    recommenders: (recommenders?.recommenders ?? []).map((one) => child(one.recommenderArn, one)),
    filters: (filters?.Filters ?? []).map((one) => child(one.filterArn, one)),
    eventTrackers: (eventTrackers?.eventTrackers ?? []).map((one) => child(one.eventTrackerArn, one)),
    solutions: (solutions?.solutions ?? []).map((one) => child(one.solutionArn, one)),
  };
}

const child = (
  arn = '',
  { status = '', creationDateTime }: { readonly status?: string; readonly creationDateTime?: Date },
): GroupChild => ({ arn, status, createdMs: Number(creationDateTime ?? 0) });
