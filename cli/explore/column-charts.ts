import type { ColumnProfile } from '../../domain/profile/column-profile';
import type { TableProfile } from '../../domain/profile/table-profile';
import { countInWords } from '../../domain/readiness/rule';
import { binChart } from './bin-chart';
import type { Chart } from './chart';
import { percent } from './percent';
import { rankingChart, rankingHeight } from './ranking-chart';

/** Columns worth a chart, where a file has them, and their headings. */
export const CHARTED_COLUMNS = {
  'items.csv': { price: 'Prices', category: 'Categories', style: 'Styles' },
  'users.csv': { age: 'Ages', gender: 'Genders', persona: 'Personas' },
} as const;

/** A chart of each column that is worth one: a histogram of numbers, the most frequent of other values. */
export function columnCharts(table: TableProfile, titles: Readonly<Record<string, string>>): Chart[] {
  return table.columns.flatMap((column) => {
    const title = titles[column.name];
    if (title === undefined || column.top.length === 0) return [];
    const missing =
      column.missing > 0 ? ` ${percent(column.missing, table.rows)} of the rows have none.` : '';
    return [chartOf(column, title, missing)];
  });
}

function chartOf({ numbers, bins, top, distinct }: ColumnProfile, title: string, missing: string): Chart {
  if (numbers !== undefined && bins !== undefined) {
    const [low, median, high] = [numbers.min, numbers.median, numbers.max].map((value) =>
      value.toLocaleString('en-US'),
    );
    return {
      title,
      says: `From ${low} to ${high}; half of them are at most ${median}.${missing}`,
      option: binChart(bins),
    };
  }
  const rest = distinct > top.length ? `, the ${top.length} most frequent shown` : '';
  return {
    title,
    says: `${countInWords(distinct, 'value', 'different values')}${rest}.${missing}`,
    height: rankingHeight(top.length),
    option: rankingChart(top.map(({ value, rows }) => ({ name: value, count: rows }))),
  };
}
