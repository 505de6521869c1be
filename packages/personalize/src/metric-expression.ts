/** How a metric of a metric attribution is computed from the events of its type. */
export type MetricExpression =
  | { readonly function: 'SAMPLECOUNT' }
  | { readonly function: 'SUM'; readonly dataset: SummedDataset; readonly column: string };

/** A dataset whose columns can be summed, as expressions spell it. */
type SummedDataset = 'Items' | 'Interactions';

/** Types of columns that can be summed. */
export const SUMMABLE_TYPES: readonly string[] = ['float', 'double', 'int', 'long'];

/** Maximum number of metrics of a metric attribution. */
export const MAX_ATTRIBUTED_METRICS = 10;

/** A column that can be summed: `Items.PRICE`. */
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
