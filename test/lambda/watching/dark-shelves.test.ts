import type { GetMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import { darkShelves } from '../../../lambda/watching/check-shelves';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 25, 12, 34);
const hoursAgo = (hours: number): Date => new Date(Date.UTC(2026, 10, 25, 12) - hours * HOUR_MS);

/** Sums by how many hours ago they began. */
type Hours = Readonly<Record<number, number>>;

/** @param seen - impressions by shelf and source, `home live` */
const look = async (requests: Hours, seen: Readonly<Record<string, Hours>>): Promise<string[]> => {
  const cloudWatch = {
    send: async ({ input }: { input: GetMetricDataCommandInput }) => {
      const at = Number(input.NextToken ?? 0);
      expect(input.StartTime).toEqual(hoursAgo(7 * 24));
      expect(input.EndTime).toEqual(hoursAgo(0));
      // One metric a page.
      const { Id, MetricStat } = input.MetricDataQueries![at];
      const dimensions: Partial<Record<string, string>> = Object.fromEntries(
        MetricStat!.Metric!.Dimensions!.map(({ Name, Value }) => [Name!, Value!]),
      );
      const isOfApi = dimensions.FunctionName === 'api';
      expect(isOfApi || dimensions.Stack === 'Shop').toBe(true);
      const hours = isOfApi ? requests : (seen[`${dimensions.Shelf} ${dimensions.Source}`] ?? {});
      const Timestamps = Object.keys(hours).map((ago) => hoursAgo(Number(ago)));
      const NextToken = at + 1 < input.MetricDataQueries!.length ? String(at + 1) : undefined;
      return { MetricDataResults: [{ Id, Timestamps, Values: Object.values(hours) }], NextToken };
    },
  };
  const shelves = { home: 'best-sellers', basket: 'frequently-bought-together' } as const;
  return darkShelves(cloudWatch as never, { shelves, functionName: 'api' }, 'Shop', NOW_MS);
};

describe('a dark shelf', () => {
  it('was seen in the last week, and by nobody in the latest hours with enough requests', async () => {
    const basket = { 'basket live': { 30: 5 } };
    expect(await look({ 1: 2_500 }, { 'home live': { 1: 3 }, ...basket })).toEqual(['basket']);
    const both = await look({ 1: 2_500, 2: 9_000 }, { 'home live': { 2: 900 }, ...basket });
    expect(both).toEqual(['home', 'basket']);
  });

  it('takes as many hours as have enough requests together', async () => {
    const seen = { 'home live': { 3: 1 }, 'basket live': { 4: 1 } };
    expect(await look({ 1: 900, 2: 900, 3: 900 }, seen)).toEqual(['basket']);
  });

  const LONG_AGO = { 'home live': { 30: 5 } };
  it.each<[string, Hours, Record<string, Hours>]>([
    ['that another source has filled since', { 1: 2_500 }, { ...LONG_AGO, 'home best-sellers': { 1: 1 } }],
    ['that was never seen, as one that is new in the settings', { 1: 2_500 }, {}],
    ['where hardly anybody asks the API', { 1: 1_999 }, LONG_AGO],
    ['where many asked it long ago', { 1: 1_999, 25: 9_000 }, LONG_AGO],
    ['where nobody asks it', {}, LONG_AGO],
  ])('is none %s', async (_what, requests, seen) => {
    expect(await look(requests, seen)).toEqual([]);
  });
});
