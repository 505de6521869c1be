/** What a metric of a metric attribution makes of the events of its type. */
export type MetricExpression =
  | { readonly function: 'SAMPLECOUNT' }
  | { readonly function: 'SUM'; readonly dataset: SummedDataset; readonly column: string };

/** A dataset whose columns can be added up, as expressions spell it. */
type SummedDataset = 'Items' | 'Interactions';

/** Types of column that can be added up. */
export const SUMMABLE_TYPES: readonly string[] = ['float', 'double', 'int', 'long'];

/** Maximum metrics of a metric attribution. */
export const MAX_ATTRIBUTED_METRICS = 10;

/** Column of a dataset that can be added up: `Items.PRICE`. */
export const SUMMED_COLUMN = /^(Items|Interactions)\.([A-Za-z_][A-Za-z\d_]*)$/;

/**
 * Parses `SAMPLECOUNT()` or `SUM(Items.PRICE)`; `undefined` for anything else.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/creating-metric-attribution.html
 */
export function parseMetricExpression(text: string): MetricExpression | undefined {
  if (text === 'SAMPLECOUNT()') return { function: 'SAMPLECOUNT' };
  const [, summed = ''] = /^SUM\((.*)\)$/.exec(text) ?? [];
  const [, dataset, column] = SUMMED_COLUMN.exec(summed) ?? [];
  return column === undefined ? undefined : { function: 'SUM', dataset: dataset as SummedDataset, column };
}
