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
      return {
        MetricDataResults: [
          {
            Id,
            Timestamps: Object.keys(hours).map((ago) => hoursAgo(Number(ago))),
            Values: Object.values(hours),
          },
        ],
        NextToken: at + 1 < input.MetricDataQueries!.length ? String(at + 1) : undefined,
      };
    },
  };
  const shelves = { home: 'best-sellers', basket: 'frequently-bought-together' } as const;
  return darkShelves(cloudWatch as never, { shelves, functionName: 'api' }, 'Shop', NOW_MS);
};

describe('a dark shelf', () => {
  it('was seen in the last week, and by nobody in the latest hours with enough requests', async () => {
    const basket = { 'basket live': { 30: 5 } };
    expect(await look({ 1: 2_500 }, { 'home live': { 1: 3 }, ...basket })).toEqual(['basket']);
    expect(await look({ 1: 2_500, 2: 9_000 }, { 'home live': { 2: 900 }, ...basket })).toEqual([
      'home',
      'basket',
    ]);
  });

  it('is none that another source has filled since', async () => {
    const seen = { 'basket live': { 30: 5 }, 'basket best-sellers': { 1: 1 } };
    expect(await look({ 1: 2_500 }, seen)).toEqual([]);
  });

  it('is none that was never seen, as one that is new in the settings', async () => {
    expect(await look({ 1: 2_500 }, {})).toEqual([]);
  });

  it('takes as many hours as have enough requests together', async () => {
    const seen = { 'home live': { 3: 1 }, 'basket live': { 4: 1 } };
    expect(await look({ 1: 900, 2: 900, 3: 900 }, seen)).toEqual(['basket']);
  });

  it('is none where hardly anybody asks the API, or asked it long ago', async () => {
    const seen = { 'home live': { 30: 5 } };
    expect(await look({ 1: 1_999 }, seen)).toEqual([]);
    expect(await look({ 1: 1_999, 25: 9_000 }, seen)).toEqual([]);
    expect(await look({}, seen)).toEqual([]);
  });
});
