import {
  DeleteEventTrackerCommand,
  DeleteFilterCommand,
  DeleteRecommenderCommand,
} from '@aws-sdk/client-personalize';
import { ownership } from '../ownership';
import type { PersonalizeApi } from '../personalize-api';
import { isInTransition } from '../status';
import { unlessGone } from '../unless-gone';
import { groupChildren, type GroupChild } from './group-children';
import { importJobs } from './import-jobs';

/**
 * What keeps a dataset, and its group after it, from being deleted, in words: import jobs at work, recommenders
 * that train or are being deleted, this stack's own recommenders, and any filter and event tracker in the group.
 *
 * The first two only end by themselves. The stack's recommenders are gone by now but for one that a Create made
 * after its Delete had looked: that is deleted here. So are filters and event trackers: one that somebody added by
 * hand is worth nothing without its dataset group.
 *
 * @param nowMs milliseconds since 1970
 * @throws an error that names what somebody else has made and has to delete: recommenders, solutions
 * @see https://docs.aws.amazon.com/personalize/latest/dg/delete-dataset.html
 */
export async function datasetBlockers(
  client: PersonalizeApi,
  datasetArn: string,
  stackId: string,
  nowMs: number,
): Promise<string[]> {
  const datasetGroupArn = datasetGroupOf(datasetArn);
  const [jobs, { recommenders, filters, eventTrackers, solutions }] = await Promise.all([
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
      `${datasetGroupArn} cannot be deleted while it holds what this stack has not made: ` +
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
