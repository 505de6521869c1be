import { personalKind } from '@ecommerce-recommenders/shop-data/data/mapping/personal-columns';
import type {
  OwnColumn,
  OwnColumns,
  OwnColumnType,
} from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { MAX_OWN_COLUMNS } from '@ecommerce-recommenders/shop-data/data/mapping/own-columns';
import { numberReader } from '@ecommerce-recommenders/shop-data/data/mapping/numbers';
import { filledValues, frequencies, shareOf, valuesOf, type SampleTable } from './sample';
import { guessTime } from './time-guess';

/** A custom column, and the reason for its type. */
export interface OwnColumnGuess {
  readonly name: string;
  readonly column: OwnColumn;
  readonly evidence: string;
}

/** Maximum number of categories. Columns with more distinct values are names or ids. */
const MAX_CATEGORIES = 1000;

/** Maximum number of codes. Whole numbers with at most this many distinct values are codes: colors, sizes, countries. */
const MAX_CODES = 60;

const MEASURES =
  /(?<![a-z])(price|amount|age|weight|width|height|length|count|rating|score|quantity|stock|cost|total|year)(?![a-z])/i;

/** Possible separators of several categories in one value. */
const SEPARATORS = ['|', ' > ', '; ', ', '];

/** The type of a column's values; `undefined` for ids, texts and constants, which training cannot use. */
function guessOwnColumn(
  from: string,
  column: readonly string[],
  decimalComma: boolean,
): OwnColumnGuess | undefined {
  const values = filledValues(column);
  const counts = frequencies(values);
  if (counts.length < 2 || values.length < column.length * 0.05) return undefined;
  const typed = typeOf(from, values, counts.length, decimalComma);
  return typed && { name: schemaName(from), column: { from, ...typed.column }, evidence: typed.evidence };
}

interface Typed {
  readonly column: { readonly type: OwnColumnType; readonly separator?: string };
  readonly evidence: string;
}

function typeOf(
  from: string,
  values: readonly string[],
  distinct: number,
  decimalComma: boolean,
): Typed | undefined {
  const examples = frequencies(values)
    .slice(0, 3)
    .map(([value]) => value)
    .join(', ');
  const read = numberReader(decimalComma);
  const time = guessTime(values);
  const isUnixOrIso = ['iso', 'seconds', 'milliseconds'].includes(time?.formats[0] ?? '');
  if (time)
    return isUnixOrIso ? { column: { type: 'timestamp' }, evidence: `times such as ${examples}` } : undefined;
  const isNumber = values.every((value) => !Number.isNaN(read(value)));
  const isWhole = isNumber && values.every((value) => Number.isInteger(read(value)));
  const isCode = isWhole && distinct <= MAX_CODES && !MEASURES.test(from);
  if (isNumber && !isCode) {
    const isSmall = values.every((value) => Math.abs(read(value)) < 2 ** 31);
    if (isWhole && (!isSmall || distinct > values.length * 0.9)) return undefined;
    return { column: { type: isWhole ? 'int' : 'float' }, evidence: `numbers such as ${examples}` };
  }
  if (shareOf(values, (value) => /^https?:/.test(value)) > 0.5) return undefined;
  const separator = SEPARATORS.find((one) => shareOf(values, (value) => value.includes(one)) > 0.2);
  const parts = separator === undefined ? distinct : partsOf(values, separator);
  const isCategory = parts <= MAX_CATEGORIES && parts <= Math.max(values.length / 2, 2) && isShort(values);
  if (!isCategory) return undefined;
  return {
    column: { type: 'categorical', ...(separator !== undefined && separator !== '|' && { separator }) },
    evidence: `${parts} values such as ${examples}`,
  };
}

const isShort = (values: readonly string[]): boolean => shareOf(values, ({ length }) => length <= 60) > 0.9;

const partsOf = (values: readonly string[], separator: string): number =>
  new Set(values.flatMap((value) => value.split(separator))).size;

/** Converts a column's name to a valid schema field name. */
export function schemaName(column: string): string {
  const path = column.replace(/^.*\[\]\.|^properties\./, '');
  const words = path.replace(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase();
  const name = words.replace(/[^A-Z0-9]+/g, '_').replace(/^[_\d]+|_+$/g, '');
  return (name || 'COLUMN').slice(0, 60);
}

/** Columns of a table that training can use, and personal columns that are left out. */
export function guessOwnColumns(
  table: SampleTable,
  candidates: readonly string[],
  options: {
    readonly type: keyof typeof MAX_OWN_COLUMNS;
    readonly taken: readonly string[];
    readonly decimalComma: boolean;
    /** Whether the rows are order lines, whose times belong to the order. */
    readonly isOfLines: boolean;
  },
): { readonly columns: OwnColumns; readonly guesses: readonly OwnColumnGuess[] } {
  const names = new Set(options.taken);
  const guesses = candidates
    .filter((from) => personalKind(from) === undefined)
    .flatMap((from) => guessOwnColumn(from, valuesOf(table, from), options.decimalComma) ?? [])
    .filter(({ column }) => !(options.isOfLines && column.type === 'timestamp'))
    .flatMap((guess) => {
      const name = names.has(guess.name) ? `SHOP_${guess.name}` : guess.name;
      if (names.has(name)) return [];
      names.add(name);
      return [{ ...guess, name }];
    })
    .slice(0, MAX_OWN_COLUMNS[options.type]);
  return { columns: Object.fromEntries(guesses.map(({ name, column }) => [name, column])), guesses };
}
