import type { RecordValue } from '../data/record-table';

/** What the operators for greater and smaller numbers mean. */
export const COMPARE = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
} as const satisfies Record<string, (one: number, other: number) => boolean>;

/** The values that a record's value consists of: none for null, several for `shoes|boots` in a categorical column. */
export function partsOf(
  value: RecordValue | undefined,
  isCategorical: boolean,
): readonly (string | number)[] {
  if (value === null || value === undefined) return [];
  if (isCategorical && typeof value === 'string' && value.includes('|'))
    return value.split('|').filter((part) => part !== '');
  return [value];
}
