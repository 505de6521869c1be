import { ANY_TEXT, wildcardMatcher, type Wildcards } from '../../../wildcards';

/** An invalid event pattern. */
export class PatternError extends Error {}

const COMPARISONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

const isRange = ([lowerSign, lower, upperSign, upper]: readonly unknown[]): boolean =>
  ['>', '>='].includes(String(lowerSign)) &&
  ['<', '<='].includes(String(upperSign)) &&
  Number(lower) < Number(upper);

/**
 * `[">", 0, "<=", 5]`: one comparison, or a lower and an upper bound.
 *
 * @throws PatternError
 */
export function parseNumericRange(operand: unknown, path: string): (value: unknown) => boolean {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [];
  if (list.length === 4 && !isRange(list))
    throw new PatternError(
      `${path}: numeric with two comparisons takes > or >= with a lower and then < or <= with a higher number`,
    );
  const tests = [list.slice(0, 2), list.slice(2)]
    .filter((pair) => pair.length > 0)
    .map(([sign, limit]) => {
      const compare = Object.hasOwn(COMPARISONS, String(sign)) ? COMPARISONS[String(sign)] : undefined;
      if (!compare || typeof limit !== 'number' || list.length > 4)
        throw new PatternError(`${path}: numeric takes [sign, number] or [sign, number, sign, number]`);
      return (value: number) => compare(value, limit);
    });
  if (tests.length === 0) throw new PatternError(`${path}: numeric takes [sign, number]`);
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

/**
 * `*` matches any text; `\*` and `\\` are escapes.
 *
 * @throws PatternError for two consecutive stars
 */
export function wildcardTest(pattern: string, path: string): (value: unknown) => boolean {
  const tokens: Wildcards = Array.from(pattern.matchAll(/\\([^]?)|\*|[^*\\]+/g), ([token, escaped]) =>
    token === '*' ? ANY_TEXT : (escaped ?? token),
  );
  if (tokens.some((token, at) => token === ANY_TEXT && tokens[at - 1] === ANY_TEXT))
    throw new PatternError(`${path}: wildcard has two stars in a row`);
  const matches = wildcardMatcher(tokens);
  return (value) => typeof value === 'string' && matches(value);
}
