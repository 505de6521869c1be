import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import {
  isId,
  maxCharacters,
  TYPE_RULES,
  type ImportColumn,
  type ValueFault,
} from '@ecommerce-recommenders/personalize/import-rules';
import { OUR_ID_PROBLEM } from '../our-ids';

/** Possible problems of a value in a prepared table. */
export type ValueProblem = ValueFault | 'lineEnd' | 'ourId' | 'noSeconds' | 'milliseconds';

/** Text of a problem, and the text before it: the value in quotes, or `has` and its length. */
export interface ProblemWords {
  readonly shows?: 'value' | 'length';
  readonly words: string;
}

const value = (words: string): ProblemWords => ({ shows: 'value', words });

/** Texts of the problems in messages of the functions and of the Glue job. */
export const PROBLEM_WORDS: Record<ValueProblem, (column: ImportColumn) => ProblemWords> = {
  empty: (column) => ({
    words: isId(column) ? 'is empty; every row needs an id' : 'is empty; its schema allows no empty value',
  }),
  type: ({ type }) => value(`is no ${TYPE_RULES[type].noun}`),
  range: ({ type, nullable }) => {
    const { noun, range } = TYPE_RULES[type];
    const orEmpty = nullable ? ', or leave it empty' : '';
    return value(`is out of range; Amazon Personalize takes a ${noun} ${range}: correct it${orEmpty}`);
  },
  length: (column) => ({
    shows: 'length',
    words: `characters; Amazon Personalize allows ${grouped(maxCharacters(column))}`,
  }),
  lineEnd: () =>
    value(
      'has a line end in it, and Amazon Personalize reads a row a line; take it out wherever the id occurs',
    ),
  ourId: () => value(OUR_ID_PROBLEM),
  noSeconds: () => value('is no whole number of Unix seconds, such as 1598204689'),
  milliseconds: () =>
    value('looks like milliseconds; divide by 1,000: Amazon Personalize wants Unix seconds'),
};

/** Describes a problem of a value, without the column's name. */
export function problemInWords(problem: ValueProblem, column: ImportColumn, text: string): string {
  const { shows, words } = PROBLEM_WORDS[problem](column);
  if (shows === 'length') return `has ${grouped(text.length)} ${words}`;
  return shows === 'value' ? `"${excerpt(text)}" ${words}` : words;
}

/** Why a table of items or users without rows is rejected. */
export const noRows = (type: 'ITEMS' | 'USERS'): string =>
  'has no rows below its header, and an import needs at least one; ' +
  `export the ${type.toLowerCase()} of the shop into it`;

/** Why interactions are rejected if no row is kept. */
export const NO_INTERACTIONS =
  'has no rows of an event type that eventTypes maps; there is nothing to learn from';
