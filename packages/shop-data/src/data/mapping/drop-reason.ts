import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { RecordProblem, type ReadColumn, type RecordFile, type SourceRecord } from '../files/records';
import type { ColumnName, DropCondition } from './mapping';
import type { ReadNumber } from './numbers';
import { ROW_PROBLEMS } from './row-problems';

/** Returns the reason why a record is left out; `undefined` if it is kept. @throws RecordProblem */
export type DropReason = (record: SourceRecord) => string | undefined;

/** Maximum number of unmapped event types that are counted individually. */
const MAX_TYPES = 20;

/** Combines the conditions of a table and, for interactions, whether the event type is mapped. */
export function dropReason(
  file: RecordFile,
  conditions: readonly DropCondition[],
  readNumber: ReadNumber,
  event: ColumnName | undefined,
  eventTypes: Readonly<Record<string, string>>,
): DropReason {
  const tests = conditions.map((condition) => {
    const [words, holds] = testOf(condition, readNumber);
    return { words: `${condition.column} ${words}`, read: file.column(condition.column), holds };
  });
  const typeReason = event === undefined ? undefined : unmappedType(file.column(event), event, eventTypes);
  return (record) => {
    for (const { words, read, holds } of tests) if (holds(read(record))) return words;
    return typeReason?.(record);
  };
}

/** Returns a description of a condition, and a function that tests whether a value meets it. */
function testOf(condition: DropCondition, readNumber: ReadNumber): [string, (text: string) => boolean] {
  const { column } = condition;
  if ('empty' in condition) return ['is empty', (text) => text.trim() === ''];
  if ('startsWith' in condition) {
    const { startsWith } = condition;
    return [`begins with ${startsWith}`, (text) => text.startsWith(startsWith)];
  }
  if ('oneOf' in condition) {
    const values = new Set(condition.oneOf);
    return [`is one of ${excerpt(condition.oneOf.join(', '))}`, (text) => values.has(text)];
  }
  if ('notOneOf' in condition) {
    const values = new Set(condition.notOneOf);
    return [`is none of ${excerpt(condition.notOneOf.join(', '))}`, (text) => !values.has(text)];
  }
  const { atMost } = condition;
  return [
    `is ${atMost} or less`,
    (text) => {
      if (text.trim() === '') return false;
      const value = readNumber(text);
      if (!Number.isNaN(value)) return value <= atMost;
      throw new RecordProblem(`${column} ${ROW_PROBLEMS.number}`, { cause: excerpt(text) });
    },
  ];
}

function unmappedType(
  read: ReadColumn,
  column: string,
  eventTypes: Readonly<Record<string, string>>,
): DropReason {
  const known = new Set<string>();
  let kept: string | undefined;
  return (record) => {
    const type = read(record);
    if (type === kept) return undefined;
    if (Object.hasOwn(eventTypes, type)) {
      kept = type;
      return undefined;
    }
    if (known.size < MAX_TYPES) known.add(type);
    return known.has(type)
      ? `${column} is ${type === '' ? 'empty' : excerpt(type)}, which eventTypes does not map`
      : `${column} is another type that eventTypes does not map`;
  };
}
