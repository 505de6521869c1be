import type { EChartsOption } from 'echarts';
import type { Bin } from '../profile/histogram';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { compactNumber, shortText } from './text';

/** Text of axes and bars. */
const AXIS_TEXT = {
  color: 'var(--soft)',
  fontSize: 12.5,
  fontFamily: 'system-ui, sans-serif',
} as const;

/** The axis below the bars. */
const AXIS_LINE = { show: true, lineStyle: { color: 'var(--line)' } } as const;

/** Grid lines. */
const SPLIT_LINE = { lineStyle: { color: 'var(--line)', type: 'dashed' } } as const;

/** Colours of the event types, in the order of the settings. */
export const SERIES_COLORS = ['var(--accent)', 'var(--second)', 'var(--soft)'] as const;

/** One series: a count per column. */
export interface ColumnSeries {
  readonly name: string;
  readonly color: string;
  readonly counts: readonly number[];
}

/** Vertical columns, stacked if there is more than one series. */
export function columnChart(labels: readonly string[], series: readonly ColumnSeries[]): EChartsOption {
  const hasLegend = series.length > 1;
  return {
    grid: { left: 44, right: 8, top: hasLegend ? 34 : 14, bottom: 28 },
    ...(hasLegend && {
      legend: { top: 0, right: 8, itemWidth: 10, itemHeight: 10, icon: 'roundRect', textStyle: AXIS_TEXT },
    }),
    xAxis: {
      type: 'category',
      data: [...labels],
      axisLine: AXIS_LINE,
      axisTick: { show: false },
      axisLabel: { ...AXIS_TEXT, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      splitLine: SPLIT_LINE,
      axisLabel: { ...AXIS_TEXT, formatter: compactNumber },
    },
    series: series.map(({ name, color, counts }) => ({
      type: 'bar',
      name: visible(name),
      stack: 'all',
      silent: true,
      barCategoryGap: labels.length > 40 ? '10%' : '22%',
      itemStyle: { color, borderRadius: labels.length > 40 ? 0 : [2, 2, 0, 0] },
      data: [...counts],
    })),
  };
}

/** A histogram as columns; a bar without an end is named `300+`. */
export function binChart(bins: readonly Bin[], color = 'var(--accent)'): EChartsOption {
  const labels = bins.map(({ from, to }) => `${numberText(from)}${to === Infinity ? '+' : ''}`);
  return columnChart(labels, [{ name: '', color, counts: bins.map(({ count }) => count) }]);
}

/** Bin edges are round numbers: this drops floating-point noise. */
const numberText = (value: number): string => Number(value.toPrecision(12)).toLocaleString('en-US');

const POINTS = 100;

/** Lorenz-style curve: the share of rows that the most frequent items have, over the share of items. */
export function concentrationChart(shares: readonly number[]): EChartsOption {
  const percent = { ...AXIS_TEXT, formatter: '{value}%' };
  return {
    grid: { left: 44, right: 18, top: 14, bottom: 28 },
    xAxis: { type: 'value', max: 100, axisLine: AXIS_LINE, splitLine: { show: false }, axisLabel: percent },
    yAxis: { type: 'value', max: 100, splitNumber: 4, splitLine: SPLIT_LINE, axisLabel: percent },
    series: [
      {
        type: 'line',
        silent: true,
        showSymbol: false,
        lineStyle: { color: 'var(--accent)', width: 2 },
        areaStyle: { color: 'var(--accent)', opacity: 0.14 },
        data: shares.map((share, at) => [(100 * at) / (shares.length - 1), 100 * share]),
      },
    ],
  };
}

/** Share of all rows that the most frequent 0 %, 1 %, …, 100 % of the items have. */
export function concentration(perItem: Uint32Array): number[] {
  const falling = perItem.slice().sort().reverse();
  const total = falling.reduce((sum, count) => sum + count, 0);
  const shares = [0];
  let [sum, item] = [0, 0];
  for (let point = 1; point <= POINTS; point++) {
    while (item < Math.round((falling.length * point) / POINTS)) sum += falling[item++];
    shares.push(total === 0 ? 0 : sum / total);
  }
  return shares;
}

/** A named count. */
interface RankedCount {
  readonly name: string;
  readonly count: number;
  /** @default the accent */
  readonly color?: string;
}

/** Horizontal bars with their counts, the first on top. */
export function rankingChart(counts: readonly RankedCount[]): EChartsOption {
  return {
    grid: { left: 126, right: 56, top: 6, bottom: 8 },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: counts.map(({ name }) => shortText(name, 17)),
      axisLine: AXIS_LINE,
      axisTick: { show: false },
      axisLabel: { ...AXIS_TEXT, interval: 0 },
    },
    series: [
      {
        type: 'bar',
        silent: true,
        barCategoryGap: '28%',
        data: counts.map(({ count, color = 'var(--accent)' }) => ({
          value: count,
          itemStyle: { color, borderRadius: [0, 3, 3, 0] },
        })),
        label: {
          show: true,
          position: 'right',
          ...AXIS_TEXT,
          formatter: ({ value }) => Number(value).toLocaleString('en-US'),
        },
      },
    ],
  };
}

/** Height for so many bars. */
export const rankingHeight = (bars: number): number => 24 + 24 * bars;
