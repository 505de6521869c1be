import { keptByText } from '../kept-by-text';
import type { Context } from './context';
import { matchesPattern } from './matches-pattern';

/** AWS's maximum ARN length; longer ones are never matched. */
const MAX_LENGTH = 2048;

/**
 * Whether an ARN matches a pattern. The six parts are compared one by one, so a wildcard stays within its
 * part. `*` alone matches every ARN.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesArn(arn: string, pattern: string, context: Context): boolean {
  if (pattern === '*' || pattern === arn) return true;
  if (arn.length > MAX_LENGTH) return false;
  const parts = partsOf(arn);
  const patterns = partsOf(pattern);
  return (
    parts.length === patterns.length && parts.every((part, at) => matchesPattern(part, patterns[at], context))
  );
}

/** Five parts and the rest; the colon in a variable's name is no separator. */
const partsOf = keptByText((arn): readonly string[] => {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: found, index } of arn.matchAll(/\$\{[^{}]*\}|:/g)) {
    if (found !== ':') continue;
    parts.push(arn.slice(from, index));
    from = index + 1;
    if (parts.length === 5) break;
  }
  return [...parts, arn.slice(from)];
});
