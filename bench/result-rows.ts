import type { Measurement } from './measurement';
import type { Result } from './measure';

/** Columns of a measurement's table. */
export const RESULT_COLUMNS = ['contender', 'median', 'this project', 'memory', 'p99'] as const;

/** The names of this project's contenders begin with it. */
const OURS = 'this project';

/** A row a contender, as text. The third column says how many times as good the first contender, ours, is as this one. */
export function resultRows({ unit }: Measurement, results: readonly Result[]): string[][] {
  return results.map(({ contender, missing, value, peakMiB, p99Ms }) => {
    if (missing !== undefined) return [contender, `skipped: ${missing}`, '', '', ''];
    const ours = results[0].value;
    const ratio = unit === 'requests/s' ? ours / value : value / ours;
    return [
      contender,
      `${FORMATS[unit](value)} ${unit}`,
      contender.startsWith(OURS) ? '' : `${ratio.toFixed(2)} ×`,
      peakMiB === undefined ? '' : `${peakMiB.toFixed(0)} MiB`,
      p99Ms === undefined ? '' : `${p99Ms.toFixed(1)} ms`,
    ];
  });
}

const FORMATS: Record<Measurement['unit'], (value: number) => string> = {
  s: (value) => value.toFixed(value < 1 ? 3 : 2),
  'requests/s': (value) => Math.round(value).toLocaleString('en-US'),
  kB: (value) => value.toFixed(1),
};
