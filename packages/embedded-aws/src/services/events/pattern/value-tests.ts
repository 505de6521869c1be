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

/**
 * `[">", 0, "<=", 5]`: one comparison, or a lower and an upper bound. Error messages are EventBridge's.
 *
 * @throws PatternError
 * @see https://github.com/aws/event-ruler
 */
export function parseNumericRange(operand: unknown): (value: unknown) => boolean {
  if (!Array.isArray(operand)) throw new PatternError('Value of numeric must be an array.');
  const [sign, limit, upperSign, upper, ...more] = operand as unknown[];
  if (typeof sign !== 'string')
    throw new PatternError(`Invalid member in numeric match: ${JSON.stringify(sign)}`);
  if (!Object.hasOwn(COMPARISONS, sign))
    throw new PatternError(`Unrecognized numeric range operator: ${sign}`);
  const low = numberAfter(sign, limit);
  if (upperSign === undefined) return (value) => typeof value === 'number' && COMPARISONS[sign](value, low);
  if (!sign.startsWith('>') || more.length > 0)
    throw new PatternError('Too many terms in numeric range expression');
  if (upperSign !== '<' && upperSign !== '<=')
    throw new PatternError(
      `Bad numeric range operator: ${typeof upperSign === 'string' ? upperSign : JSON.stringify(upperSign)}`,
    );
  const high = numberAfter(upperSign, upper);
  if (low >= high) throw new PatternError('Bottom must be less than top');
  return (value) =>
    typeof value === 'number' && COMPARISONS[sign](value, low) && COMPARISONS[upperSign](value, high);
}

function numberAfter(sign: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw new PatternError(`Value of ${sign === '=' ? 'equals' : sign} must be numeric`);
}

/** `*` matches any text; `\*` and `\\` are escapes. */
export const wildcardsOf = (pattern: string): Wildcards =>
  Array.from(pattern.matchAll(/\\([^]?)|\*|[^*\\]+/g), ([token, escaped]) =>
    token === '*' ? ANY_TEXT : (escaped ?? token),
  );

/** @throws PatternError for two consecutive stars */
export function wildcardTest(pattern: string): (value: unknown) => boolean {
  const tokens = wildcardsOf(pattern);
  const second = tokens.findIndex((token, at) => token === ANY_TEXT && tokens[at - 1] === ANY_TEXT);
  if (second >= 0)
    throw new PatternError(`Consecutive wildcard characters at pos ${pattern.indexOf('**') + 1}`);
  const matches = wildcardMatcher(tokens);
  return (value) => typeof value === 'string' && matches(value);
}
