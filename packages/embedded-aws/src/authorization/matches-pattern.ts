import { keptByText } from '../kept-by-text';
import { ANY_CHARACTER, ANY_TEXT, wildcardMatcher, type Wildcards } from '../wildcards';
import type { Context } from './context';

/**
 * Whether a text matches a policy pattern: `*` is any text, `?` any character, `${aws:PrincipalAccount}` a
 * condition key's value. A variable without a value matches nothing; `${key, 'value'}` has a default.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function matchesPattern(text: string, pattern: string, context: Context): boolean {
  if (pattern === '*' || pattern === text) return true;
  if (!pattern.includes('${')) return matcherOf(pattern)(text);
  const tokens = tokensOf(pattern, context, WILDCARDS);
  return tokens !== undefined && wildcardMatcher(tokens)(text);
}

/** Substitutes variables only; `*` and `?` stay literal. Undefined if a variable has no value. */
export const filledIn = (text: string, context: Context): string | undefined =>
  tokensOf(text, context, new Map())?.join('');

const WILDCARDS = new Map<string, Wildcards[number]>([
  ['*', ANY_TEXT],
  ['?', ANY_CHARACTER],
]);

const NO_VARIABLES: Context = new Map();

/** The matcher of a pattern without variables. */
const matcherOf = keptByText((pattern) => wildcardMatcher(tokensOf(pattern, NO_VARIABLES, WILDCARDS)!));

/** `${*}`, `${?}` and `${$}` are escapes; any other `${…}` is a variable. */
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
