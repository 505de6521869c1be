import { INTRINSICS, type Intrinsic } from './intrinsics';
import type { Scope } from './scope';
import { validationError } from './template-error';
import { isRecord } from '../../../bounded-json';

/**
 * Evaluates all intrinsic functions in a value. Properties and entries that become `AWS::NoValue` are
 * removed.
 *
 * @throws AwsError `ValidationError`
 */
export function resolveValue(
  value: unknown,
  scope: Scope,
  functions: Readonly<Record<string, Intrinsic>> = INTRINSICS,
): unknown {
  const resolve = (part: unknown): unknown => {
    if (typeof part === 'string') return refuseDynamicReference(part);
    if (Array.isArray(part)) return part.map(resolve).filter((entry) => entry !== undefined);
    if (!isRecord(part)) return part;
    const [key, ...others] = Object.keys(part);
    if (others.length === 0 && key !== undefined) {
      if (Object.hasOwn(functions, key)) return functions[key](part[key], scope, resolve);
      if (key.startsWith('Fn::'))
        throw validationError(`Template error: every Fn:: object must name a known function, got ${key}`);
    }
    return Object.fromEntries(
      Object.entries(part)
        .map(([name, member]) => [name, resolve(member)])
        .filter(([, member]) => member !== undefined),
    );
  };
  return resolve(value);
}

function refuseDynamicReference(text: string): string {
  const start = text.indexOf('{{resolve:');
  const end = text.indexOf('}}', start);
  if (start < 0 || end < 0) return text;
  const dynamic = text.slice(start, end + 2);
  throw validationError(`The embedded AWS does not have dynamic references, got ${dynamic}`);
}
