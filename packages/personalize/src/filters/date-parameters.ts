import { parametersOf, type FilterExpression } from './filter-expression';
import { parseFilter } from './parse-filter';

/** Names of placeholders that stand for a day: `$TODAY`, `$TODAY_MINUS_30D`, `$TODAY_PLUS_7D`. */
const NAME = /^TODAY(?:_(MINUS|PLUS)_([1-9]\d{0,3})D)?$/;

const DAY_SECONDS = 86_400;

/** Whether a placeholder stands for a day. */
export const isDateParameter = (name: string): boolean => NAME.test(name);

/** The placeholders of a filter if all of them stand for days, each once; `undefined` if a request has to fill in others. */
export function dateParametersOf(expressions: readonly FilterExpression[]): string[] | undefined {
  const names = [...new Set(expressions.flatMap(parametersOf))];
  return names.every(isDateParameter) ? names : undefined;
}

/** The date placeholders of a filter's text, to be filled in on each request; no member without any. */
export function datesOf(text: string): { readonly dates?: readonly string[] } {
  const dates = dateParametersOf(parseFilter(text)) ?? [];
  return dates.length > 0 ? { dates } : {};
}

/**
 * Values of date placeholders for GetRecommendations: the beginning of the day in UTC, in Unix seconds. `undefined` without
 * placeholders, because Personalize rejects values that a filter does not ask for.
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
