import { DECIMAL, TYPE_RULES } from '@ecommerce-recommenders/personalize/import-rules';
import {
  CURRENCY_WORD,
  GROUPED,
  GROUPED_WITH_COMMA,
  MAX_CHARACTERS,
  MAX_FLOAT,
  WITH_COMMA,
} from '../numbers';
import { foundSql, textSql, WHITE_SPACE, type Sql } from './sql-text';

const SPACES = `[${WHITE_SPACE}]*`;

/** Converts a JavaScript pattern for both engines, whose `\s` matches only ASCII. */
export function patternSql({ source, flags }: RegExp): string {
  const pattern = source.slice(1, -1).replaceAll('\\s', WHITE_SPACE);
  return flags.includes('i') ? `(?i:${pattern})` : pattern;
}

const WITH_POINT_SQL = [DECIMAL, GROUPED].map(patternSql).join('|');
const WITH_COMMA_SQL = [WITH_COMMA, GROUPED_WITH_COMMA].map(patternSql).join('|');

/** Converts a number to plain decimal text; empty if the text is not a number. */
export function decimalSql(text: Sql, decimalComma = false): Sql {
  const number = decimalComma ? WITH_COMMA_SQL : WITH_POINT_SQL;
  const pattern = `^${SPACES}(?:${CURRENCY_WORD}${SPACES})?(${number})(?:${SPACES}${CURRENCY_WORD})?${SPACES}$`;
  const found = foundSql(text, pattern, 1);
  const plain = decimalComma
    ? `REPLACE(TRANSLATE(${found}, ${textSql(`.${WHITE_SPACE}`)}, ''), ',', '.')`
    : `REPLACE(${found}, ',', '')`;
  return `CASE WHEN CHAR_LENGTH(${text}) <= ${MAX_CHARACTERS} THEN ${plain} ELSE '' END`;
}

/** Converts decimal text to a double; NULL if it is empty. */
export const doubleSql = (decimal: Sql): Sql => `TRY_CAST(${decimal} AS DOUBLE)`;

/** Whether decimal text is a single-precision number. */
export const isFloatSql = (decimal: Sql): Sql =>
  `COALESCE(ABS(${doubleSql(decimal)}) <= CAST('${MAX_FLOAT}' AS DOUBLE), FALSE)`;

/** Whether decimal text is a 32-bit integer. */
export const isIntSql = (decimal: Sql): Sql =>
  `COALESCE(${doubleSql(decimal)} BETWEEN ${TYPE_RULES.int.bounds!.join(' AND ')} AND ` +
  `FLOOR(${doubleSql(decimal)}) = ${doubleSql(decimal)}, FALSE)`;

/** Converts decimal text to an integer without a fraction. */
export const intSql = (decimal: Sql): Sql => `CAST(CAST(${doubleSql(decimal)} AS BIGINT) AS STRING)`;
