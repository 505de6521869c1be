import type { EChartsOption } from 'echarts';
import type { Bin } from '../../domain/profile/histogram';
import { columnChart } from './column-chart';

/** A histogram as columns; a bar without an end is named `300+`. */
export function binChart(bins: readonly Bin[], color = 'var(--accent)'): EChartsOption {
  const labels = bins.map(({ from, to }) => `${numberText(from)}${to === Infinity ? '+' : ''}`);
  return columnChart(labels, [{ name: '', color, counts: bins.map(({ count }) => count) }]);
}

/** Steps are round: what a binary fraction adds to them is cut off. */
const numberText = (value: number): string => Number(value.toPrecision(12)).toLocaleString('en-US');
