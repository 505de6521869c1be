import { ANY_TEXT, wildcardMatcher } from '../../../wildcards';
import type { Json } from './json';

/** A Choice operator. */
export interface Comparison {
  /** Whether the definition may use this operand. */
  accepts(operand: Json): boolean;
  /** Whether it holds; false if the value has the wrong type. */
  holds(value: Json, operand: Json): boolean;
}

const isText = (value: Json): value is string => typeof value === 'string';
const isNumber = (value: Json): value is number => typeof value === 'number';
const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';
const isTimestamp = (value: Json): boolean => parseTimestamp(value) !== undefined;

/** Orderings: negative, 0 or positive. */
const ORDERINGS: Record<string, (order: number) => boolean> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
};

/** Sort key of a value; undefined for the wrong type. */
const KEYS: Record<string, (value: Json) => string | number | undefined> = {
  String: (value) => (isText(value) ? value : undefined),
  Numeric: (value) => (isNumber(value) ? value : undefined),
  Timestamp: parseTimestamp,
};

const ordered = Object.entries(KEYS).flatMap(([type, keyOf]) =>
  Object.entries(ORDERINGS).map(([name, isRight]): [string, Comparison] => [
    type + name,
    {
      accepts: (operand) => keyOf(operand) !== undefined,
      holds: (value, operand) => {
        const [left, right] = [keyOf(value), keyOf(operand)];
        if (left === undefined || right === undefined) return false;
        return isRight(left < right ? -1 : left > right ? 1 : 0);
      },
    },
  ]),
);

const typeTest = (isRight: (value: Json) => boolean): Comparison => ({
  accepts: isBoolean,
  holds: (value, operand) => isRight(value) === operand,
});

/** All operators with an operand. */
export const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ...ordered,
  ['BooleanEquals', { accepts: isBoolean, holds: (value, operand) => isBoolean(value) && value === operand }],
  [
    'StringMatches',
    { accepts: isText, holds: (value, operand) => isText(value) && matches(value, operand as string) },
  ],
  ['IsNull', typeTest((value) => value === null)],
  ['IsPresent', typeTest(() => true)],
  ['IsString', typeTest(isText)],
  ['IsNumeric', typeTest(isNumber)],
  ['IsBoolean', typeTest(isBoolean)],
  ['IsTimestamp', typeTest(isTimestamp)],
]);

/** `*` matches any text; `\*` and `\\` are escapes. */
const matches = (text: string, pattern: string): boolean =>
  wildcardMatcher(
    Array.from(pattern.matchAll(/\\([*\\])|\*|[^*\\]+|\\/g), ([token, escaped]) =>
      token === '*' ? ANY_TEXT : (escaped ?? token),
    ),
  )(text);

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Parses the RFC 3339 profile of the States Language to Unix milliseconds, or undefined. */
export function parseTimestamp(value: unknown): number | undefined {
  if (typeof value !== 'string' || !TIMESTAMP.test(value)) return undefined;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : atMs;
}
