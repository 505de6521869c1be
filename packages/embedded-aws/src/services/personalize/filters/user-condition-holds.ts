import {
  isField,
  type Condition,
  type Value,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import type { RecordTable } from '../data/record-table';
import { COMPARE, partsOf } from './column-values';

/** Whether a condition holds for a user; nothing but NOT IN and != holds for one whose field is empty. */
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

/** A value in the kind of what it is compared with: a request may put a number into quotes. */
function sameKind(value: Value, part: string | number): string | number | undefined {
  if (value.kind === 'number') return typeof part === 'number' ? value.number : String(value.number);
  if (value.kind === 'text') return typeof part === 'number' ? Number(value.text) : value.text;
  return undefined;
}
