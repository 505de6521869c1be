import type { EChartsOption } from 'echarts';
import { AXIS_LINE, AXIS_TEXT } from './chart-style';
import { shortText } from './short-text';

/** A named count. */
export interface RankedCount {
  readonly name: string;
  readonly count: number;
  /** @default the accent */
  readonly color?: string;
}

/** Bars that lie, the first on top, each with its count. */
export function rankingChart(counts: readonly RankedCount[]): EChartsOption {
  return {
    grid: { left: 132, right: 64, top: 6, bottom: 8 },
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

/** Height that gives each bar its room. */
export const rankingHeight = (bars: number): number => 24 + 24 * bars;
