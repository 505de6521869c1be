import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import type { DatasetSource } from '../datasets';
import { isOurId, OUR_ID_PROBLEM, OUR_PREFIX } from '../our-ids';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import {
  hasLineEnd,
  importColumn,
  isId,
  maxCharacters,
  TYPE_RULES,
  valueRule,
  type ImportColumn,
  type ValueFault,
} from '@ecommerce-recommenders/personalize/import-rules';

/** Returns what is wrong with a value, or `undefined` if an import accepts it. */
export type ValueCheck = (bytes: Buffer, start: number, end: number) => string | undefined;

/** Checks of a dataset's columns, in order, from its schema. */
export function valueChecks(source: DatasetSource): ValueCheck[] {
  return source.columns.map(({ name }) => {
    const field = source.schema.fields.find((field) => field.name === name);
    return field === undefined ? () => undefined : checkOf(importColumn(field));
  });
}

function checkOf(column: ImportColumn): ValueCheck {
  const faultOf = valueRule(column);
  const mustBeOneLine = isId(column);
  const isUser = column.name === 'USER_ID';
  return (bytes, start, end) => {
    const fault = faultOf(bytes, start, end);
    if (fault !== undefined) return WORDS[fault](bytes.toString('utf8', start, end), column);
    // Line ends become spaces in other values; in ids they would make different ids equal.
    if (mustBeOneLine && hasLineEnd(bytes, start, end)) return lineEnd(bytes.toString('utf8', start, end));
    return isUser && isOurs(bytes, start, end)
      ? `"${excerpt(bytes.toString('utf8', start, end))}" ${OUR_ID_PROBLEM}`
      : undefined;
  };
}

const PREFIX_BYTES = Buffer.byteLength(OUR_PREFIX);

const isOurs = (bytes: Buffer, start: number, end: number): boolean =>
  end - start >= PREFIX_BYTES && isOurId(bytes.toString('latin1', start, start + PREFIX_BYTES));

const lineEnd = (id: string): string =>
  `"${excerpt(id)}" has a line end in it, and Amazon Personalize reads a row a line; take it out wherever the id occurs`;

const WORDS: Record<ValueFault, (text: string, column: ImportColumn) => string> = {
  empty: (_, column) =>
    isId(column) ? 'is empty; every row needs an id' : 'is empty; its schema allows no empty value',
  type: (text, column) => `"${excerpt(text)}" is no ${TYPE_RULES[column.type].noun}`,
  range: (text, column) => {
    const { noun, range } = TYPE_RULES[column.type];
    const orEmpty = column.nullable ? ', or leave it empty' : '';
    return `"${excerpt(text)}" is out of range; Amazon Personalize takes a ${noun} ${range}: correct it${orEmpty}`;
  },
  length: ({ length }, column) =>
    `has ${countInWords(length, 'character')}; Amazon Personalize allows ${grouped(maxCharacters(column))}`,
};

/** Returns what is wrong with a row: column and value; `undefined` if an import accepts it. */
export type RowCheck = (chunk: CsvChunk, row: number) => string | undefined;

/**
 * The check of rows of items or users.
 *
 * @param columns - where the columns for import are, in their order
 */
export function tableCheck(source: DatasetSource, columns: readonly number[]): RowCheck {
  const checks = valueChecks(source);
  return (chunk, row) => {
    for (let index = 0; index < columns.length; index++) {
      const at = 2 * (row * chunk.width + columns[index]);
      const problem = checks[index](chunk.bytes, chunk.fields[at], chunk.fields[at + 1]);
      if (problem !== undefined) return `${source.columns[index].from} ${problem}`;
    }
    return undefined;
  };
}

/** A table lacks columns. Caught where the command is known that maps a shop's own. */
export class MissingColumnsError extends Error {}

/**
 * Indexes of a dataset's columns in the header of the archive's file.
 *
 * @throws MissingColumnsError that names the columns that are missing and those that there are
 */
export function columnIndexes(source: DatasetSource, header: readonly string[]): number[] {
  const missing = source.columns.filter(({ from }) => !header.includes(from)).map(({ from }) => from);
  if (missing.length > 0) {
    const plural = missing.length > 1 ? 'columns' : 'column';
    throw new MissingColumnsError(
      `${source.member}, line 1: lacks the ${plural} ${missing.join(', ')}; it has ${excerpt(header.join(', '), 400)}`,
    );
  }
  return source.columns.map(({ from }) => header.indexOf(from));
}
