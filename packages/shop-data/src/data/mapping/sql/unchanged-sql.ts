import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import {
  DECIMAL,
  FIRST_MILLISECONDS,
  importColumn,
  isId,
  maxCharacters,
  TYPE_RULES,
  type ImportColumn,
} from '@ecommerce-recommenders/personalize/import-rules';
import { PROBLEM_WORDS, type ValueProblem } from '../../preparation/problem-words';
import { ROW_PROBLEMS } from '../row-problems';
import { OUR_PREFIX } from '../../our-ids';
import { doubleSql, patternSql } from './number-sql';
import {
  excerptSql,
  hasLineEndSql,
  hasZeroByteSql,
  matchesSql,
  startsWithSql,
  textSql,
  type BadWhen,
  type Sql,
} from './sql-text';

/** A problem, and the condition for it. */
type ProblemWhen = readonly [ValueProblem, Sql];

/**
 * Conditions under which a value that is copied unchanged is bad: `preparation/check-table.ts` and
 * `preparation/interaction-fields.ts` in SQL. Event types are not checked, because a row is kept only if `eventTypes`
 * maps its type.
 *
 * @param from - column of the files, for messages
 */
export function unchangedBad(field: AvroField, from: string, text: Sql): BadWhen[] {
  const column = importColumn(field);
  if (column.name === 'EVENT_TYPE') return [];
  const problems = column.name === 'TIMESTAMP' ? timeProblems(text) : valueProblems(column, text);
  const bad = problems.map(([problem, when]) => ({ when, words: wordsSql(problem, column, from, text) }));
  if (column.type !== 'string') return bad;
  // The function keeps zero bytes, but Spark's writer would change the value.
  return [...bad, { when: hasZeroByteSql(text), words: textSql(`${from} ${ROW_PROBLEMS.zeroByte}`) }];
}

function wordsSql(problem: ValueProblem, column: ImportColumn, from: string, text: Sql): Sql {
  const { shows, words } = PROBLEM_WORDS[problem](column);
  if (shows === undefined) return textSql(`${from} ${words}`);
  return shows === 'length'
    ? `${textSql(`${from} has `)} || CAST(CHAR_LENGTH(${text}) AS STRING) || ${textSql(` ${words}`)}`
    : `${textSql(`${from} `)} || ${excerptSql(text)} || ${textSql(` ${words}`)}`;
}

/** The smallest number that a float rounds to infinity: 2^128 - 2^103. */
const FIRST_INFINITE = "CAST('340282356779733661637539395458142568448' AS DOUBLE)";

const timeProblems = (text: Sql): ProblemWhen[] => [
  ['noSeconds', `NOT ${matchesSql(text, '[0-9]+')}`],
  ['milliseconds', `COALESCE(TRY_CAST(${text} AS BIGINT), ${FIRST_MILLISECONDS}) >= ${FIRST_MILLISECONDS}`],
];

function valueProblems(column: ImportColumn, text: Sql): ProblemWhen[] {
  const most = maxCharacters(column);
  return [
    ...(column.nullable ? [] : [['empty', `${text} = ''`] as const]),
    ...(most === Infinity ? [] : [['length', `CHAR_LENGTH(${text}) > ${most}`] as const]),
    ...typeProblems(column, text).map(([problem, when]) => [problem, `${text} <> '' AND ${when}`] as const),
    ...(isId(column) ? [['lineEnd', hasLineEndSql(text)] as const] : []),
    ...(column.name === 'USER_ID' ? [['ourId', startsWithSql(text, OUR_PREFIX)] as const] : []),
  ];
}

/** Problems of a non-empty value, by the type of its column. */
function typeProblems({ type }: ImportColumn, text: Sql): ProblemWhen[] {
  const { bounds } = TYPE_RULES[type];
  if (bounds)
    return [
      ['type', `NOT ${matchesSql(text, '-?[0-9]+')}`],
      ['range', `NOT COALESCE(TRY_CAST(${text} AS BIGINT) BETWEEN ${bounds.join(' AND ')}, FALSE)`],
    ];
  if (type === 'float')
    return [
      ['type', `NOT ${matchesSql(text, patternSql(DECIMAL))}`],
      ['range', `NOT COALESCE(ABS(${doubleSql(text)}) < ${FIRST_INFINITE}, FALSE)`],
    ];
  if (type === 'string') return [];
  throw new Error(`No column of the workshop's archive is ${type}, so its rule has no SQL yet.`);
}
