import {
  isField,
  type Condition,
  type Value,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import type { RecordTable } from '../data/record-table';
import { COMPARE, partsOf } from './column-values';

/** Whether a user satisfies a condition; an empty field satisfies only NOT IN and !=. */
export function userConditionHolds(
  { field, operator, against }: Condition,
  users: RecordTable | undefined,
  userId: string,
): boolean {
  const isCategorical =
    users?.schema.columns.some(({ name, categorical }) => name === field.name && categorical) ?? false;
  const actual = partsOf(users?.value(userId, field.name), isCategorical);
  const wanted = isField(against) ? [] : against;
  const isAnyOf = wanted.some((value) => actual.some((part) => part === sameKind(value, part)));
  switch (operator) {
    case 'IN':
    case '=':
      return isAnyOf;
    case 'NOT IN':
    case '!=':
      return !isAnyOf;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return wanted.some((value) =>
        actual.some(
          (part) => typeof part === 'number' && COMPARE[operator](part, Number(sameKind(value, part))),
        ),
      );
  }
}

/** Converts a value to the type it is compared with: requests may quote numbers. */
function sameKind(value: Value, part: string | number): string | number | undefined {
  if (value.kind === 'number') return typeof part === 'number' ? value.number : String(value.number);
  if (value.kind === 'text') return typeof part === 'number' ? Number(value.text) : value.text;
  return undefined;
}
