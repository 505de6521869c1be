import { FIRST_MILLISECONDS } from '@ecommerce-recommenders/personalize/import-rules';
import { TIME_UNITS } from '../time-format';
import { foundSql, matchesSql, type Layer, type Sql } from './sql-text';

/** Parts of a time, as patterns capture them. */
type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'offset';

/** A pattern, and the part of a time that each of its groups captures. */
interface TimePattern {
  readonly pattern: string;
  readonly parts: readonly Part[];
}

/** The supported forms of ISO 8601: a date, optionally with a time, which may have an offset from UTC. */
const ISO: TimePattern = {
  pattern:
    '([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,30})?)?' +
    '(Z| ?UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?)?',
  parts: ['year', 'month', 'day', 'hour', 'minute', 'second', 'offset'],
};

const ONE_OR_TWO = '([0-9]{1,2})';
const TWO = '([0-9]{2})';

/** Luxon's tokens that are purely numeric. */
const TOKENS: Readonly<Record<string, readonly [Part, string]>> = {
  yyyy: ['year', '([0-9]{4})'],
  MM: ['month', TWO],
  M: ['month', ONE_OR_TWO],
  LL: ['month', TWO],
  L: ['month', ONE_OR_TWO],
  dd: ['day', TWO],
  d: ['day', ONE_OR_TWO],
  HH: ['hour', TWO],
  H: ['hour', ONE_OR_TWO],
  mm: ['minute', TWO],
  m: ['minute', ONE_OR_TWO],
  ss: ['second', TWO],
  s: ['second', ONE_OR_TWO],
  // With this token, Luxon also reads years of up to six digits, which no shop has.
  y: ['year', '([0-9]{4})'],
};

/** Whether SQL can read a time format. */
export const isSqlFormat = (format: string): boolean =>
  format === 'iso' || format in TIME_UNITS || patternOf(format) !== undefined;

/**
 * Converts a time to Unix seconds in UTC. Returns layers, each of which may use the columns of those before; the last
 * one has the result, a whole number, or NULL if the text is not a time.
 *
 * @param name - of the column of the seconds, and prefix of the other columns
 */
export function secondsLayers(name: string, text: Sql, format: string): Layer[] {
  const unit = TIME_UNITS[format];
  if (unit === undefined) return momentLayers(name, text, format === 'iso' ? ISO : patternOf(format)!);
  const seconds = `FLOOR(TRY_CAST(${text} AS DOUBLE) / CAST(${unit} AS DOUBLE))`;
  return [{ [name]: inRangeSql(matchesSql(text, '[0-9]+(?:[.][0-9]*)?'), seconds) }];
}

const inRangeSql = (isTime: Sql, seconds: Sql): Sql =>
  `CASE WHEN ${isTime} AND ${seconds} >= 0 AND ${seconds} < ${FIRST_MILLISECONDS} THEN CAST(${seconds} AS BIGINT) END`;

/** The tokens of a format as one pattern; `undefined` if one is not numeric. */
function patternOf(format: string): TimePattern | undefined {
  const parts: Part[] = [];
  let pattern = '';
  for (const [piece, quoted, letters] of format.matchAll(/'([^']*)'|([A-Za-z])\2*|[^]/g)) {
    if (quoted !== undefined) pattern += literal(quoted);
    else if (letters === undefined) pattern += literal(piece);
    else {
      const token = TOKENS[piece] as (typeof TOKENS)[string] | undefined;
      if (token === undefined || parts.includes(token[0])) return undefined;
      parts.push(token[0]);
      pattern += token[1];
    }
  }
  return { pattern: `(?i:${pattern})`, parts };
}

const literal = (text: string): string =>
  text.replace(/[^A-Za-z0-9]/g, (one) => (one < '\x7f' ? `\\${one}` : one));

/** Counts days by the proleptic Gregorian calendar, with years that begin in March. */
function momentLayers(name: string, text: Sql, { pattern, parts }: TimePattern): Layer[] {
  const found = (part: Part): Sql => foundSql(text, `^${pattern}$`, parts.indexOf(part) + 1);
  const numbers = parts.filter((part) => part !== 'offset');
  const of = (part: Part): Sql => (parts.includes(part) ? `${name}_${part}` : '0');
  const [year, month, day] = [of('year'), of('month'), of('day')];
  const [hour, minute, second] = [of('hour'), of('minute'), of('second')];
  const [marchYear, marchMonth] = [`${name}_march_year`, `${name}_march_month`];
  const daysOfMonth =
    `CASE WHEN ${month} IN (4, 6, 9, 11) THEN 30 WHEN ${month} <> 2 THEN 31 ` +
    `WHEN ${year} % 4 = 0 AND (${year} % 100 <> 0 OR ${year} % 400 = 0) THEN 29 ELSE 28 END`;
  const isMoment = [
    matchesSql(text, pattern),
    `${month} BETWEEN 1 AND 12`,
    `${day} BETWEEN 1 AND ${daysOfMonth}`,
    `(${hour} < 24 OR (${hour} = 24 AND ${minute} = 0 AND ${second} = 0))`,
    `${minute} < 60`,
    `${second} < 60`,
  ].join(' AND ');
  const days =
    `365 * ${marchYear} + FLOOR(${marchYear} / 4) - FLOOR(${marchYear} / 100) + FLOOR(${marchYear} / 400) + ` +
    `FLOOR((153 * ${marchMonth} + 2) / 5) + ${day} - 719469`;
  const offset = parts.includes('offset') ? ` - ${offsetSql(found('offset'))}` : '';
  return [
    Object.fromEntries(numbers.map((part) => [of(part), `COALESCE(TRY_CAST(${found(part)} AS BIGINT), 0)`])),
    {
      [marchYear]: `${year} - CASE WHEN ${month} <= 2 THEN 1 ELSE 0 END`,
      [marchMonth]: `${month} + CASE WHEN ${month} <= 2 THEN 9 ELSE -3 END`,
    },
    { [`${name}_sum`]: `(${days}) * 86400 + ${hour} * 3600 + ${minute} * 60 + ${second}${offset}` },
    { [name]: inRangeSql(isMoment, `${name}_sum`) },
  ];
}

/** Seconds of an offset: `+01:00`, `+0100` or `+01`; 0 for `Z` and for none. */
function offsetSql(offset: Sql): Sql {
  const digits = `TRANSLATE(${offset}, '+-:ZUTC ', '')`;
  const part = (start: number): Sql => `COALESCE(TRY_CAST(SUBSTRING(${digits}, ${start}, 2) AS BIGINT), 0)`;
  return `CASE WHEN SUBSTRING(${offset}, 1, 1) = '-' THEN -1 ELSE 1 END * (3600 * ${part(1)} + 60 * ${part(3)})`;
}
