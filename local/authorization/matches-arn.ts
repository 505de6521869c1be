import type { Context } from './context';
import { matchesPattern } from './matches-pattern';

/**
 * Whether an ARN is one that a pattern means: each of the six parts is compared by itself, so that a wildcard
 * stays within its part. `*` alone is every ARN.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesArn(arn: string, pattern: string, context: Context): boolean {
  if (pattern === '*' || pattern === arn) return true;
  const parts = partsOf(arn);
  const patterns = partsOf(pattern);
  return (
    parts.length === patterns.length && parts.every((part, at) => matchesPattern(part, patterns[at], context))
  );
}

/** Five parts and the rest; the colon of a variable's name divides nothing. */
function partsOf(arn: string): string[] {
  const parts = arn.split(/:(?![^{}]*\})/);
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])];
}
