import type { EChartsOption } from 'echarts';
import { visible } from '../../domain/visible';
import { AXIS_LINE, AXIS_TEXT, SPLIT_LINE } from './chart-style';
import { compactNumber } from './compact-number';

/** Counts of one kind, one for each column. */
export interface ColumnSeries {
  readonly name: string;
  readonly color: string;
  readonly counts: readonly number[];
}

/** Upright columns, stacked where there is more than one series. */
export function columnChart(labels: readonly string[], series: readonly ColumnSeries[]): EChartsOption {
  const hasLegend = series.length > 1;
  return {
    grid: { left: 48, right: 12, top: hasLegend ? 34 : 14, bottom: 28 },
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
