import type { RecordValue } from '../data/record-table';

/** The numeric comparison operators. */
export const COMPARE = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
} as const satisfies Record<string, (one: number, other: number) => boolean>;

/** Values within a record's value: none for null, several for `shoes|boots` in a categorical column. */
export function partsOf(
  value: RecordValue | undefined,
  isCategorical: boolean,
): readonly (string | number)[] {
  if (value === null || value === undefined) return [];
  if (isCategorical && typeof value === 'string' && value.includes('|'))
    return value.split('|').filter((part) => part !== '');
  return [value];
}
