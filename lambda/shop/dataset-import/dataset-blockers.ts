import {
  DeleteEventTrackerCommand,
  DeleteFilterCommand,
  DeleteMetricAttributionCommand,
  DeleteRecommenderCommand,
  DescribeDatasetGroupCommand,
  ListEventTrackersCommand,
  ListFiltersCommand,
  ListMetricAttributionsCommand,
  ListRecommendersCommand,
  ListSolutionsCommand,
} from '@aws-sdk/client-personalize';
import { ownership } from '../resources/ownership';
import {
  isInTransition,
  unlessGone,
  unlessParentGone,
  type PersonalizeApi,
} from '../resources/personalize-api';
import { importJobs } from './import-jobs';

/**
 * Describes what blocks the deletion of a dataset and of its group: running import jobs, recommenders that train or
 * are being deleted, this stack's own recommenders, and any filter, event tracker and metric attribution in the group.
 *
 * The first two end by themselves. The stack's recommenders are gone by now, except one that a Create made after the
 * look-up of its Delete: it is deleted here. So are filters, event trackers and metric attributions: those that somebody added by hand
 * are useless without the dataset group.
 *
 * @param nowMs milliseconds since 1970
 * @throws Error that names recommenders and solutions of other owners, which they have to delete themselves
 * @see https://docs.aws.amazon.com/personalize/latest/dg/delete-dataset.html
 */
export async function datasetBlockers(
  client: PersonalizeApi,
  datasetArn: string,
  stackId: string,
  nowMs: number,
): Promise<string[]> {
  const datasetGroupArn = datasetGroupOf(datasetArn);
  const [jobs, { recommenders, filters, eventTrackers, metricAttributions, solutions }] = await Promise.all([
    importJobs(client, datasetArn),
    groupChildren(client, datasetGroupArn),
  ]);
  const deletable = [
    ...filters.map((filter) => ({
      ...filter,
      delete: () => client.send(new DeleteFilterCommand({ filterArn: filter.arn })),
    })),
    ...eventTrackers.map((tracker) => ({
      ...tracker,
      delete: () => client.send(new DeleteEventTrackerCommand({ eventTrackerArn: tracker.arn })),
    })),
    ...metricAttributions.map((attribution) => ({
      ...attribution,
      delete: () =>
        client.send(new DeleteMetricAttributionCommand({ metricAttributionArn: attribution.arn })),
    })),
  ];
  const foreign = [...solutions];
  const untagged: GroupChild[] = [];
  for (const recommender of recommenders.filter(isIdle)) {
    const { arn } = recommender;
    const owner = await unlessGone(ownership(client, recommender, stackId, nowMs));
    if (owner === 'this stack')
      deletable.push({
        ...recommender,
        delete: () => client.send(new DeleteRecommenderCommand({ recommenderArn: arn })),
      });
    else if (owner === 'not known yet') untagged.push(recommender);
    else if (owner !== undefined) foreign.push(recommender);
  }
  if (foreign.length > 0)
    throw new Error(
      `${datasetGroupArn} cannot be deleted while it contains resources that this stack did not create: ` +
        `${foreign.map(({ arn }) => arn).join(', ')}. Delete it by hand, then destroy again.`,
    );
  for (const child of deletable.filter(isIdle)) await unlessGone(child.delete());
  return [
    ...jobs
      .filter(({ status }) => isInTransition(status))
      .map(({ name, status }) => `import job ${name} (${status})`),
    ...recommenders.filter((child) => !isIdle(child)).map(({ arn, status }) => `${arn} (${status})`),
    ...untagged.map(({ arn }) => `the tags of ${arn} to appear`),
    ...deletable.map(({ arn }) => `${arn}, to delete it`),
  ];
}

const isIdle = ({ status }: GroupChild): boolean => !isInTransition(status);

/** A dataset's ARN holds its group's name: `…:dataset/<group>/<type>`. */
function datasetGroupOf(datasetArn: string): string {
  return datasetArn.replace(/:dataset\/([^/]+)\/.*$/, ':dataset-group/$1');
}

/** A resource in a dataset group other than a dataset. */
interface GroupChild {
  readonly arn: string;
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

/** Resources in a dataset group that block the deletion of its datasets or of itself; empty if the group is gone. */
async function groupChildren(
  client: PersonalizeApi,
  datasetGroupArn: string,
): Promise<
  Record<
    'recommenders' | 'filters' | 'eventTrackers' | 'metricAttributions' | 'solutions',
    readonly GroupChild[]
  >
> {
  // No pagination: a group holds at most five recommenders, thirty filters, one event tracker, one metric attribution and ten solutions.
  const page = { datasetGroupArn, maxResults: 100 };
  const describeGroup = (): Promise<unknown> =>
    client.send(new DescribeDatasetGroupCommand({ datasetGroupArn }));
  const unlessGroupGone = <Answer>(list: Promise<Answer>): Promise<Answer | undefined> =>
    unlessParentGone(list, describeGroup);
  const [recommenders, filters, eventTrackers, metricAttributions, solutions] = await Promise.all([
    unlessGroupGone(client.send(new ListRecommendersCommand(page))),
    unlessGroupGone(client.send(new ListFiltersCommand(page))),
    unlessGroupGone(client.send(new ListEventTrackersCommand(page))),
    unlessGroupGone(client.send(new ListMetricAttributionsCommand(page))),
    unlessGroupGone(client.send(new ListSolutionsCommand(page))),
  ]);
  return {
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
