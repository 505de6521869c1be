import type { EChartsOption } from 'echarts';
import { AXIS_LINE, AXIS_TEXT, SPLIT_LINE } from './chart-style';

const POINTS = 100;

/** Which share of the rows the most frequent items have, as a curve over the share of the items. */
export function concentrationChart(shares: readonly number[]): EChartsOption {
  const percent = { ...AXIS_TEXT, formatter: '{value}%' };
  return {
    grid: { left: 48, right: 18, top: 14, bottom: 28 },
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
