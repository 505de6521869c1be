import type { ArchiveProfile } from '../../domain/profile/archive-profile';
import type { Chart } from './chart';
import { SERIES_COLORS } from './chart-style';
import { columnChart, type ColumnSeries } from './column-chart';

const SECONDS_PER_DAY = 86_400;
const MAX_COLUMNS = 120;

/** When the shop is busy: interactions by day, or by as many days as it takes, and by hour. */
export function timeCharts({ time, interactions }: ArchiveProfile): Chart[] {
  if (time === undefined) return [];
  const series = (counts: readonly ArrayLike<number>[]): ColumnSeries[] =>
    interactions.log.eventTypes.map((name, at) => ({
      name,
      color: SERIES_COLORS[Math.min(at, SERIES_COLORS.length - 1)],
      counts: Array.from(counts[at]),
    }));
  const days = time.perDay[0].length;
  const width = Math.ceil(days / MAX_COLUMNS);
  const starts = Array.from({ length: Math.ceil(days / width) }, (_, at) =>
    dateOf((Math.floor(time.first / SECONDS_PER_DAY) + at * width) * SECONDS_PER_DAY),
  );
  const hours = Array.from({ length: 24 }, (_, hour) => time.perHour.reduce((sum, of) => sum + of[hour], 0));
  const busiest = hours.indexOf(Math.max(...hours));
  return [
    {
      title: width === 1 ? 'Each day' : `Every ${width.toLocaleString('en-US')} days`,
      says: `From ${dateOf(time.first)} to ${dateOf(time.last)}, ${days.toLocaleString('en-US')} ${days === 1 ? 'day' : 'days'} in UTC.`,
      option: columnChart(starts, series(time.perDay.map((counts) => summed(counts, width)))),
    },
    {
      title: 'Hour of the day',
      says: `Most happens from ${busiest}:00 to ${busiest + 1}:00 UTC.`,
      option: columnChart(
        hours.map((_, hour) => String(hour)),
        series(time.perHour),
      ),
    },
  ];
}

function summed(counts: Uint32Array, width: number): number[] {
  return Array.from({ length: Math.ceil(counts.length / width) }, (_, at) =>
    counts.subarray(at * width, (at + 1) * width).reduce((sum, count) => sum + count, 0),
  );
}

function dateOf(seconds: number): string {
  return new Date(1000 * seconds).toISOString().slice(0, 10);
}
