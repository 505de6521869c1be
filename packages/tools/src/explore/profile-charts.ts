import type { DatasetSource } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { ArchiveProfile } from '../profile/archive-profile';
import type { ColumnProfile } from '../profile/column-profile';
import { histogram } from '../profile/histogram';
import type { TableProfile } from '../profile/table-profile';
import type { WeightedNumber } from '../profile/histogram';
import type { Chart } from './chart';
import {
  binChart,
  columnChart,
  type ColumnSeries,
  concentration,
  concentrationChart,
  rankingChart,
  SERIES_COLORS,
} from './chart-kinds';
import { percent } from './text';
import type { ReportTexts } from './texts/en';

const SECONDS_PER_DAY = 86_400;
const MAX_COLUMNS = 120;

/** When the shop is busy: interactions by hour, and by day or, if there are too many days, by several days. */
export function timeCharts({ time, interactions }: ArchiveProfile, texts: ReportTexts): Chart[] {
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
      title: width === 1 ? texts.eachDay : texts.everyDays(width),
      says: texts.period(dateOf(time.first), dateOf(time.last), days),
      drawing: columnChart(starts, series(time.perDay.map((counts) => summed(counts, width)))),
    },
    {
      title: texts.hourOfDay,
      says: texts.busiest(busiest),
      drawing: columnChart(
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

const MAX_TYPES = 12;

/** What users do: event types, interactions per user and per item, and purchases. */
export function behaviourCharts(profile: ArchiveProfile, texts: ReportTexts): Chart[] {
  return [funnel(profile, texts), ...perUserAndItem(profile, texts), ...purchases(profile, texts)];
}

function funnel({ interactions: { rows, eventTypes } }: ArchiveProfile, texts: ReportTexts): Chart {
  const kept = eventTypes.filter(({ becomes }) => becomes !== undefined);
  const keptRows = kept.reduce((sum, type) => sum + type.rows, 0);
  const shown = eventTypes.slice(0, MAX_TYPES);
  return {
    title: texts.eventTypes,
    says: texts.keptTypes(
      percent(keptRows, rows),
      kept.map(({ name, becomes = name }) => [name, becomes] as const),
    ),
    drawing: rankingChart(
      shown.map(({ name, rows: count, becomes }) => ({
        name: name || texts.empty,
        count,
        color: becomes === undefined ? 'var(--soft)' : undefined,
      })),
    ),
  };
}

function perUserAndItem({ perUser, perItem, time }: ArchiveProfile, texts: ReportTexts): Chart[] {
  if (time === undefined) return [];
  const sorted = perUser.slice().sort();
  const median = sorted[(sorted.length - 1) >> 1];
  const shares = concentration(perItem);
  return [
    {
      title: texts.perUser,
      says: texts.perUserSays(perUser.length, median, sorted[sorted.length - 1]),
      drawing: binChart(histogram(each(perUser), 1)),
    },
    {
      title: texts.longTail,
      says: texts.longTailSays(perItem.length, percent(shares[20], 1)),
      drawing: concentrationChart(shares),
    },
  ];
}

function purchases(
  { baskets: { sizes, purchasesPerUser }, facts }: ArchiveProfile,
  texts: ReportTexts,
): Chart[] {
  if (facts.baskets === 0) return [];
  const users = purchasesPerUser.reduce((sum, [, count]) => sum + count, 0);
  const buyers = purchasesPerUser.reduce((sum, [bought, count]) => sum + (bought > 0 ? count : 0), 0);
  return [
    {
      title: texts.purchases,
      says: texts.purchasesSays(percent(buyers, users)),
      drawing: binChart(histogram(purchasesPerUser, 1), 'var(--second)'),
    },
    {
      title: texts.baskets,
      says: texts.basketsSays(facts.sharedBaskets, facts.baskets),
      drawing: binChart(histogram(sizes, 1), 'var(--second)'),
    },
  ];
}

function each(counts: Uint32Array): WeightedNumber[] {
  const users = new Map<number, number>();
  for (const count of counts) users.set(count, (users.get(count) ?? 0) + 1);
  return [...users];
}

/** Columns to chart, if a file has them, with the headings of the charts. */
const CHARTED_COLUMNS = {
  'items.csv': { price: 'Prices', category: 'Categories', style: 'Styles' },
  'users.csv': { age: 'Ages', gender: 'Genders', persona: 'Personas' },
} as const;

/** Maximum number of charted columns of a mapped table. */
const MAX_CHARTS = 6;

/**
 * Titles of the charts of a table's columns. For the workshop's files these are fixed; for any other shop they are
 * the columns that training uses.
 */
export function chartedColumns(
  { file }: TableProfile,
  source: DatasetSource | undefined,
): Readonly<Record<string, string>> {
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = CHARTED_COLUMNS;
  if (Object.hasOwn(known, file) || source === undefined) return known[file] ?? {};
  const fields = source.schema.fields.filter(
    ({ type, categorical }) => categorical || ![type].flat().includes('string'),
  );
  return Object.fromEntries(fields.slice(0, MAX_CHARTS).map(({ name }) => [name, name]));
}

/** A chart for each listed column: a histogram of numbers, or the most frequent of other values. */
export function columnCharts(
  table: TableProfile,
  titles: Readonly<Record<string, string>>,
  texts: ReportTexts,
): Chart[] {
  return table.columns.flatMap((column) => {
    // A column may be named like an inherited property, such as `constructor`.
    if (!Object.hasOwn(titles, column.name) || column.top.length === 0) return [];
    const title = titles[column.name];
    const missing = column.missing > 0 ? texts.rowsWithout(percent(column.missing, table.rows)) : '';
    return [chartOf(column, texts.chart[title] ?? title, missing, texts)];
  });
}

function chartOf(
  { numbers, bins, top, distinct }: ColumnProfile,
  title: string,
  missing: string,
  texts: ReportTexts,
): Chart {
  if (numbers !== undefined && bins !== undefined) {
    const [low, median, high] = [numbers.min, numbers.median, numbers.max].map((value) =>
      value.toLocaleString('en-US'),
    );
    return {
      title,
      says: `${texts.fromTo(low, high, median)}${missing}`,
      drawing: binChart(bins),
    };
  }
  return {
    title,
    says: `${texts.differentValues(distinct, top.length)}${missing}`,
    drawing: rankingChart(top.map(({ value, rows }) => ({ name: value, count: rows }))),
  };
}
