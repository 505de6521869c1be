import { ANY_CHARACTER, ANY_TEXT, wildcardMatcher, type Wildcards } from '../wildcards';
import type { Context } from './context';

/**
 * Whether a text is what a policy says: `*` is any text, `?` any character, and `${aws:PrincipalAccount}` the
 * value of a condition key. A variable without a value matches nothing; `${key, 'value'}` brings its own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function matchesPattern(text: string, pattern: string, context: Context): boolean {
  if (pattern === '*' || pattern === text) return true;
  const tokens = tokensOf(pattern, context, WILDCARDS);
  return tokens !== undefined && wildcardMatcher(tokens)(text);
}

/** What a policy says where `*` and `?` mean themselves; undefined with a variable that has no value. */
export const filledIn = (text: string, context: Context): string | undefined =>
  tokensOf(text, context, new Map())?.join('');

const WILDCARDS = new Map<string, Wildcards[number]>([
  ['*', ANY_TEXT],
  ['?', ANY_CHARACTER],
]);

/** `${*}`, `${?}` and `${$}` stand for the characters themselves, any other `${…}` for a variable. */
const TOKEN = /\$\{(?:([*?$])|([^${},]*)(?:, *'([^']*)')?)\}|[*?$]|[^*?$]+/g;

function tokensOf(
  pattern: string,
  context: Context,
  wildcards: ReadonlyMap<string, Wildcards[number]>,
): Wildcards | undefined {
  const tokens: Wildcards[number][] = [];
  for (const [text, character, key, fallback] of pattern.matchAll(TOKEN)) {
    const token =
      key === undefined
        ? (character ?? wildcards.get(text) ?? text)
        : (context.get(key.trim().toLowerCase())?.[0] ?? fallback);
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}
