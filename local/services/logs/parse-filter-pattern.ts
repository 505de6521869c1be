import { AwsError } from '../../aws-error';

/** One word, or a phrase in double quotes, with `?` (any of these) or `-` (not this) before it. */
const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)+)"|([\p{L}\p{N}_]+))(?=\s|$)/uy;

const UNBUILT: Readonly<Record<string, string>> = {
  '{': 'on JSON members',
  '[': 'on space-delimited fields',
  '%': 'with regular expressions',
};

/**
 * Reads a filter pattern of terms: all of them, or any of those with `?`, must be in the message, and none
 * of those with `-`. Case matters. The empty pattern matches everything.
 *
 * @throws AwsError `InvalidParameterException`
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  const unbuilt = UNBUILT[text.charAt(0)];
  if (unbuilt !== undefined)
    throw invalid(pattern, `filter patterns ${unbuilt} are not built into the embedded AWS, terms are`);
  const terms = { '': [] as string[], '?': [] as string[], '-': [] as string[] };
  for (let at = 0; at < text.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const [, sign, phrase, word] = TERM.exec(text) ?? [];
    if (sign === undefined)
      throw invalid(
        pattern,
        `put terms with other characters than letters, digits and _ in quotes: ${text.slice(at)}`,
      );
    terms[sign as keyof typeof terms].push(word ?? phrase.replace(/\\(.)/g, '$1'));
  }
  const { '': all, '?': any, '-': none } = terms;
  if (any.length > 0 && all.length + none.length > 0)
    throw invalid(pattern, 'terms with ? go with no others, CloudWatch Logs would pass them over');
  return (message) => {
    const holds = (term: string): boolean => message.includes(term);
    return all.every(holds) && !none.some(holds) && (any.length === 0 || any.some(holds));
  };
}

const invalid = (pattern: string, reason: string): AwsError =>
  new AwsError('InvalidParameterException', `Invalid filter pattern '${pattern}': ${reason}`);
