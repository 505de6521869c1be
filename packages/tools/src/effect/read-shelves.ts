import { dayOf } from '@ecommerce-recommenders/shop-data/contracts/utc-day';
import { paginateGetMetricData, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  filledShelves,
  SHELF_COUNTS,
  shelfMetric,
  type DeployedShelves,
  type ShelfCount,
} from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import { SHELVES_OUTPUT } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { StackOutputs } from '../deployed/stack-outputs';
import type { ShelvesRead } from './shelf-figures';

/** @throws Error that says how to set up shelves, if the stack counts none */
export function deployedShelves(outputs: StackOutputs, stack: string): DeployedShelves {
  const json = outputs[SHELVES_OUTPUT];
  if (json !== undefined) return JSON.parse(json) as DeployedShelves;
  throw new Error(
    `The stack ${stack} counts no shelves. Set shelves to {"home":"best-sellers"}, or what your shelves are called, and api, in ` +
      'cdk.json, and deploy. See docs/effect.md.',
  );
}

const DAY_MS = 86_400_000;

/** Sums up the metrics of the last days, including today. */
export async function readShelves(
  client: CloudWatchClient,
  { shelves, stackName, currency }: DeployedShelves,
  { days, nowMs }: { readonly days: number; readonly nowMs: number },
): Promise<ShelvesRead> {
  const endMs = (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;
  const startMs = endMs - days * DAY_MS;
  const filled = filledShelves(shelves);
  const sums = filled.map(() => new Map<ShelfCount, number>());
  const query = {
    MetricDataQueries: filled.flatMap((one, at) =>
      SHELF_COUNTS.map((count) => ({
        Id: `${count}_${at}`,
        MetricStat: {
          Metric: shelfMetric(stackName, one, count),
          Stat: 'Sum',
          Period: DAY_MS / 1_000,
        },
      })),
    ),
    StartTime: new Date(startMs),
    EndTime: new Date(endMs),
  };
  for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, query))
    for (const { Id = '', Values = [] } of MetricDataResults) {
      const [count, at] = Id.split('_') as [ShelfCount, string];
      const of = sums[Number(at)];
      of.set(
        count,
        Values.reduce((sum, value) => sum + value, of.get(count) ?? 0),
      );
    }
  const figures = filled.map((one, at) => ({ ...one, ...countsOf(sums[at]) }));
  return {
    days: { first: dayOf(startMs), last: dayOf(endMs - 1) },
    currency,
    figures: figures.filter((one) => SHELF_COUNTS.some((count) => one[count] > 0)),
    unseen: Object.keys(shelves).filter(
      (shelf) => !figures.some((one) => one.shelf === shelf && one.impressions > 0),
    ),
  };
}

const countsOf = (sums: ReadonlyMap<ShelfCount, number>): Record<ShelfCount, number> =>
  Object.fromEntries(SHELF_COUNTS.map((count) => [count, sums.get(count) ?? 0])) as Record<
    ShelfCount,
    number
  >;
