import { foundSql, textSql, WHITE_SPACE, type Sql } from './sql-text';

const SPACES = `[${WHITE_SPACE}]*`;
const CURRENCY = '(?:\\p{Sc}|[A-Z]{3})';

/** `mapping/numbers.ts` has the same grammar. */
const WITH_POINT =
  '-?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]+)?|-?[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]*)?';
const WITH_COMMA = `-?[0-9]+(?:,[0-9]*)?|-?[0-9]{1,3}(?:[.${WHITE_SPACE}][0-9]{3})+(?:,[0-9]*)?`;

const MAX_CHARACTERS = 64;

/** Largest number of single precision. */
const MAX_FLOAT = "CAST('3.4028235E38' AS DOUBLE)";

/** A number as plain decimal text; empty for text that is none. */
export function decimalSql(text: Sql, decimalComma = false): Sql {
  const number = decimalComma ? WITH_COMMA : WITH_POINT;
  const pattern = `^${SPACES}(?:${CURRENCY}${SPACES})?(${number})(?:${SPACES}${CURRENCY})?${SPACES}$`;
  const found = foundSql(text, pattern, 1);
  const plain = decimalComma
    ? `REPLACE(TRANSLATE(${found}, ${textSql(`.${WHITE_SPACE}`)}, ''), ',', '.')`
    : `REPLACE(${found}, ',', '')`;
  return `CASE WHEN CHAR_LENGTH(${text}) <= ${MAX_CHARACTERS} THEN ${plain} ELSE '' END`;
}

/** Decimal text as a double; NULL for the empty text. */
export const doubleSql = (decimal: Sql): Sql => `TRY_CAST(${decimal} AS DOUBLE)`;

/** Whether decimal text is a number of single precision. */
export const isFloatSql = (decimal: Sql): Sql =>
  `COALESCE(ABS(${doubleSql(decimal)}) <= ${MAX_FLOAT}, FALSE)`;

/** Whether decimal text is a whole number of 32 bits. */
export const isIntSql = (decimal: Sql): Sql =>
  `COALESCE(${doubleSql(decimal)} BETWEEN -2147483648 AND 2147483647 AND ` +
  `FLOOR(${doubleSql(decimal)}) = ${doubleSql(decimal)}, FALSE)`;

/** A whole number without a fraction. */
export const intSql = (decimal: Sql): Sql => `CAST(CAST(${doubleSql(decimal)} AS BIGINT) AS STRING)`;
