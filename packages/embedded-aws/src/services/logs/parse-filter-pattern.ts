import { AwsError } from '../../aws-error';
import { parseBoundedJson } from '../../bounded-json';
import { textFinder } from '../../wildcards';
import { parseJsonPattern } from './json-pattern';

/** A word or a quoted phrase, prefixed by `?` (any of these), `-` (not this) or nothing. */
const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)+)"|([\p{L}\p{N}_]+))(?=\s|$)/uy;

const UNBUILT: Readonly<Record<string, string>> = {
  '[': 'on space-delimited fields',
  '%': 'with regular expressions',
};

/**
 * Parses a filter pattern: conditions on JSON members, in braces, or terms. A message must contain all plain terms, or
 * any of those with `?`, and none of those with `-`. Case-sensitive. The empty pattern matches everything.
 *
 * @throws AwsError `InvalidParameterException`
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (text.startsWith('{')) return jsonTest(text);
  const unbuilt = UNBUILT[text.charAt(0)];
  if (unbuilt !== undefined)
    throw invalid(
      pattern,
      `filter patterns ${unbuilt} are not supported by the embedded AWS, terms and JSON members are`,
    );
  const terms = { '': [] as Term[], '?': [] as Term[], '-': [] as Term[] };
  for (let at = 0; at < text.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const [, sign, phrase, word] = TERM.exec(text) ?? [];
    if (sign === undefined)
      throw invalid(
        pattern,
        `put terms with other characters than letters, digits and _ in quotes: ${text.slice(at)}`,
      );
    terms[sign as keyof typeof terms].push(termOf(word ?? phrase.replace(/\\(.)/g, '$1')));
  }
  const { '': required, '?': optional, '-': excluded } = terms;
  if (optional.length > 0 && required.length + excluded.length > 0)
    throw invalid(
      pattern,
      'terms with ? cannot be combined with other terms: CloudWatch Logs would ignore them',
    );
  return (message) => {
    const holds = (isIn: Term): boolean => isIn(message);
    return required.every(holds) && !excluded.some(holds) && (optional.length === 0 || optional.some(holds));
  };
}

/** A message without JSON matches no pattern of JSON members. */
function jsonTest(pattern: string): (message: string) => boolean {
  try {
    const matches = parseJsonPattern(pattern);
    return (message) => {
      const event = jsonOf(message);
      return event !== undefined && matches(event);
    };
  } catch (cause) {
    throw invalid(pattern, (cause as Error).message);
  }
}

/** A message's JSON structure, or undefined. */
export function jsonOf(message: string): unknown {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return parseBoundedJson(message);
  } catch {
    return undefined;
  }
}

/** Whether a message contains a term. */
type Term = (message: string) => boolean;

/** For short terms `String.includes` is much faster, and hardly slower in the worst case. */
const SHORT = 8;

function termOf(text: string): Term {
  if (text.length < SHORT) return (message) => message.includes(text);
  const find = textFinder(text);
  return (message) => find(message) >= 0;
}

const invalid = (pattern: string, reason: string): AwsError =>
  new AwsError('InvalidParameterException', `Invalid filter pattern '${pattern}': ${reason}`);
