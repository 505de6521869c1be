import type { Context } from './context';

/**
 * Whether a text is what a policy says: `*` is any text, `?` any character, and `${aws:PrincipalAccount}` the
 * value of a condition key. A variable without a value matches nothing; `${key, 'value'}` brings its own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function matchesPattern(text: string, pattern: string, context: Context): boolean {
  if (pattern === '*' || pattern === text) return true;
  if (!/[*?]|\$\{/.test(pattern)) return false;
  if (pattern.includes('${')) return compile(pattern, context)?.test(text) ?? false;
  let compiled = withoutVariables.get(pattern);
  if (!compiled) withoutVariables.set(pattern, (compiled = compile(pattern, context)!));
  return compiled.test(text);
}

const withoutVariables = new Map<string, RegExp>();

const TOKEN = /\$\{([^},]*)(?:, *'([^']*)')?\}|[^]/g;

function compile(pattern: string, context: Context): RegExp | undefined {
  let source = '';
  for (const [token, variable, fallback] of pattern.matchAll(TOKEN)) {
    if (token === '*') source += '.*';
    else if (token === '?') source += '.';
    else {
      const literal = variable === undefined ? token : valueOf(variable, fallback, context);
      if (literal === undefined) return undefined;
      source += literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
  }
  return new RegExp(`^${source}$`, 's');
}

function valueOf(variable: string, fallback: string | undefined, context: Context): string | undefined {
  // `${*}`, `${?}` and `${$}` stand for the characters themselves.
  if (/^[*?$]$/.test(variable)) return variable;
  return context.get(variable.trim().toLowerCase())?.[0] ?? fallback;
}
