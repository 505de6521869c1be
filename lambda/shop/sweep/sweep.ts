import {
  DeleteEventTrackerCommand,
  DeleteFilterCommand,
  DeleteMetricAttributionCommand,
  DeleteRecommenderCommand,
} from '@aws-sdk/client-personalize';
import type { SweepProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/sweep';
import { dataset } from '../dataset/dataset';
import { groupChildren, isIdle, type GroupChild } from '../resources/group-children';
import type { Lifecycle } from '../resources/lifecycle';
import { ownership } from '../resources/ownership';
import { unlessGone, type PersonalizeApi } from '../resources/personalize-api';
import type { StackView } from '../resources/stack-view';

/**
 * Empties a dataset group when its stack is deleted. Resources in the group that no template contains any more would block the
 * deletion of the datasets and the group. At any other time it deletes nothing.
 *
 * It deletes all filters, event trackers and metric attributions, because even those that somebody added by hand are useless
 * without the group. It deletes recommenders of this stack that were created too late for their own Delete, and datasets of
 * tables that the shop no longer has, with their schemas. It waits for recommenders that train or are being deleted.
 *
 * @param now milliseconds since 1970
 * @see https://docs.aws.amazon.com/personalize/latest/dg/deleting-resources.html
 */
export function sweep(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): Lifecycle<SweepProperties> {
  const datasets = dataset(client, stack, now);
  return {
    physicalId: ({ ResourceProperties }) => ResourceProperties.DatasetGroupArn,

    ensure: async () => undefined,

    async remove(event) {
      if (!(await stack.isGoing(event))) return undefined;
      const { DatasetGroupArn, Removed = [] } = event.ResourceProperties;
      const blockers = await sweepChildren(client, DatasetGroupArn, event.StackId, now());
      if (blockers.length > 0) return blockers.join(', ');
      for (const former of Removed) {
        const ResourceProperties = { ...former, DatasetGroupArn };
        const waitingFor = await datasets.removeFormer({
          ...event,
          ResourceProperties,
          OldResourceProperties: undefined,
        });
        if (waitingFor !== undefined) return waitingFor;
      }
      return undefined;
    },
  };
}

/**
 * One step of emptying a group. Describes what is left in it.
 *
 * @throws Error that names recommenders and solutions of other owners, who must delete them themselves
 */
async function sweepChildren(
  client: PersonalizeApi,
  datasetGroupArn: string,
  stackId: string,
  nowMs: number,
): Promise<string[]> {
  const children = await groupChildren(client, datasetGroupArn);
  const { recommenders } = children;
  const deletable: Deletable[] = [
    ...children.filters.map((one) => ({
      ...one,
      delete: () => client.send(new DeleteFilterCommand({ filterArn: one.arn })),
    })),
    ...children.eventTrackers.map((one) => ({
      ...one,
      delete: () => client.send(new DeleteEventTrackerCommand({ eventTrackerArn: one.arn })),
    })),
    ...children.metricAttributions.map((one) => ({
      ...one,
      delete: () => client.send(new DeleteMetricAttributionCommand({ metricAttributionArn: one.arn })),
    })),
  ];
  const foreign = [...children.solutions];
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
  for (const one of deletable.filter(isIdle)) await unlessGone(one.delete());
  return [
    ...recommenders.filter((one) => !isIdle(one)).map(({ arn, status }) => `${arn} (${status})`),
    ...untagged.map(({ arn }) => `the tags of ${arn} to appear`),
    ...deletable.map(({ arn }) => `${arn}, to delete it`),
  ];
}

interface Deletable extends GroupChild {
  readonly delete: () => Promise<unknown>;
}
