import { INTRINSICS, type Intrinsic } from './intrinsics';
import type { Scope } from './scope';
import { validationError } from './template-error';
import { isRecord } from '../../../bounded-json';

/**
 * Evaluates all intrinsic functions and dynamic references in a value. Properties and entries that become `AWS::NoValue` are
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
    if (typeof part === 'string') return scope.withDynamicReferences(part);
    if (Array.isArray(part)) return part.map(resolve).filter((entry) => entry !== undefined);
    if (!isRecord(part)) return part;
    const [key, ...others] = Object.keys(part);
    if (others.length === 0 && key !== undefined) {
      if (Object.hasOwn(functions, key)) {
        const result = functions[key](part[key], scope, resolve);
        return typeof result === 'string' ? scope.withDynamicReferences(result) : result;
      }
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
