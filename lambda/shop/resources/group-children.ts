import {
  DescribeDatasetGroupCommand,
  ListDatasetsCommand,
  ListEventTrackersCommand,
  ListFiltersCommand,
  ListMetricAttributionsCommand,
  ListRecommendersCommand,
  ListSolutionsCommand,
} from '@aws-sdk/client-personalize';
import { isInTransition, unlessParentGone, type PersonalizeApi } from './personalize-api';

/** A resource in a dataset group. */
export interface GroupChild {
  readonly arn: string;
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

/** The resources in a dataset group, by kind. */
export type GroupChildren = Readonly<
  Record<
    'datasets' | 'recommenders' | 'filters' | 'eventTrackers' | 'metricAttributions' | 'solutions',
    readonly GroupChild[]
  >
>;

/** Whether it can be deleted now. */
export const isIdle = ({ status }: GroupChild): boolean => !isInTransition(status);

/** A dataset's ARN holds its group's name: `…:dataset/<group>/<type>`. */
export const datasetGroupOf = (datasetArn: string): string =>
  datasetArn.replace(/:dataset\/([^/]+)\/.*$/, ':dataset-group/$1');

/** Lists the resources in a dataset group; empty if the group is gone. */
export async function groupChildren(client: PersonalizeApi, datasetGroupArn: string): Promise<GroupChildren> {
  // One page is enough: a group holds at most three datasets, five recommenders, thirty filters, one event tracker,
  // one metric attribution and ten solutions.
  const page = { datasetGroupArn, maxResults: 100 };
  const describeGroup = (): Promise<unknown> =>
    client.send(new DescribeDatasetGroupCommand({ datasetGroupArn }));
  const unlessGroupGone = <Answer>(list: Promise<Answer>): Promise<Answer | undefined> =>
    unlessParentGone(list, describeGroup);
  const [datasets, recommenders, filters, eventTrackers, metricAttributions, solutions] = await Promise.all([
    unlessGroupGone(client.send(new ListDatasetsCommand(page))),
    unlessGroupGone(client.send(new ListRecommendersCommand(page))),
    unlessGroupGone(client.send(new ListFiltersCommand(page))),
    unlessGroupGone(client.send(new ListEventTrackersCommand(page))),
    unlessGroupGone(client.send(new ListMetricAttributionsCommand(page))),
    unlessGroupGone(client.send(new ListSolutionsCommand(page))),
  ]);
  return {
    datasets: (datasets?.datasets ?? []).map((one) => child(one.datasetArn, one)),
    recommenders: (recommenders?.recommenders ?? []).map((one) => child(one.recommenderArn, one)),
    filters: (filters?.Filters ?? []).map((one) => child(one.filterArn, one)),
    eventTrackers: (eventTrackers?.eventTrackers ?? []).map((one) => child(one.eventTrackerArn, one)),
    metricAttributions: (metricAttributions?.metricAttributions ?? []).map((one) =>
      child(one.metricAttributionArn, one),
    ),
    solutions: (solutions?.solutions ?? []).map((one) => child(one.solutionArn, one)),
  };
}

const child = (
  arn = '',
  { status = '', creationDateTime }: { readonly status?: string; readonly creationDateTime?: Date },
): GroupChild => ({ arn, status, createdMs: Number(creationDateTime ?? 0) });
