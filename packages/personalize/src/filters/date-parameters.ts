import { parametersOf, type FilterExpression } from './filter-expression';
import { parseFilter } from './parse-filter';

/** Names of date placeholders: `$TODAY`, `$TODAY_MINUS_30D`, `$TODAY_PLUS_7D`. */
const NAME = /^TODAY(?:_(MINUS|PLUS)_([1-9]\d{0,3})D)?$/;

const DAY_SECONDS = 86_400;

/** Whether a placeholder is a date placeholder. */
export const isDateParameter = (name: string): boolean => NAME.test(name);

/** The distinct placeholders of a filter if all are date placeholders; `undefined` if a request must fill in others. */
export function dateParametersOf(expressions: readonly FilterExpression[]): string[] | undefined {
  const names = [...new Set(expressions.flatMap(parametersOf))];
  return names.every(isDateParameter) ? names : undefined;
}

/** The date placeholders of a filter's text, which each request fills in; an empty object if there are none. */
export function datesOf(text: string): { readonly dates?: readonly string[] } {
  const dates = dateParametersOf(parseFilter(text)) ?? [];
  return dates.length > 0 ? { dates } : {};
}

/**
 * Values of date placeholders for GetRecommendations: the beginning of the day in UTC, in Unix seconds. `undefined`
 * without placeholders, because Personalize rejects values for which a filter has no placeholder.
 */
export function dateValues(names: readonly string[], nowMs: number): Record<string, string> | undefined {
  if (names.length === 0) return undefined;
  const today = Math.floor(nowMs / 1_000 / DAY_SECONDS);
  return Object.fromEntries(
    names.map((name) => {
      const [, sign, days = '0'] = NAME.exec(name) ?? [];
      return [name, String((today + (sign === 'MINUS' ? -1 : 1) * Number(days)) * DAY_SECONDS)];
    }),
  );
}
