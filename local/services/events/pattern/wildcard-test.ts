import { ANY_TEXT, wildcardMatcher, type Wildcards } from '../../../wildcards';
import { PatternError } from './pattern-error';

/**
 * `*` for any text, `\*` and `\\` for the characters themselves.
 *
 * @throws PatternError for two stars in a row
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
