import { isDeepStrictEqual } from 'node:util';
import { argumentsOf, INTRINSICS, type Intrinsic } from './intrinsics';
import { resolveValue } from './resolve';
import type { Scope } from './scope';
import { validationError } from './template-error';

const each = (argument: unknown, resolve: (value: unknown) => unknown): boolean[] =>
  (argument as unknown[]).map((one) => resolve(one) === true);

/** Intrinsic functions allowed in Conditions: values and booleans. */
export const CONDITION_INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  ...INTRINSICS,
  'Fn::Equals': (argument, _scope, resolve) => {
    if (!Array.isArray(argument) || argument.length !== 2)
      throw validationError(
        'Template error: every Fn::Equals object requires a list of 2 string parameters.',
      );
    const [left, right] = argument.map(resolve).map(scalarsAsText);
    return isDeepStrictEqual(left, right);
  },
  'Fn::And': (argument, _scope, resolve) => each(argument, resolve).every(Boolean),
  'Fn::Or': (argument, _scope, resolve) => each(argument, resolve).some(Boolean),
  'Fn::Not': (argument, _scope, resolve) => resolve(argumentsOf('Fn::Not', argument, 1)[0]) !== true,
  Condition: (argument, scope) => scope.condition(String(argument)),
};

const scalarsAsText = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/**
 * Evaluates all conditions; they may refer to one another.
 *
 * @param scope - parameters and mappings; conditions cannot refer to resources
 * @throws AwsError `ValidationError` for a missing condition or a cycle
 */
export function evaluateConditions(
  definitions: Readonly<Record<string, unknown>>,
  scope: Omit<Scope, 'condition'>,
): Record<string, boolean> {
  const values: Record<string, boolean> = {};
  const open = new Set<string>();

  function valueOf(name: string): boolean {
    if (name in values) return values[name];
    if (!Object.hasOwn(definitions, name))
      throw validationError(
        `Template format error: Unresolved condition dependency ${name} in the Conditions block of the template`,
      );
    if (open.has(name)) throw validationError(`Template error: circular dependency in condition ${name}`);
    open.add(name);
    values[name] =
      resolveValue(definitions[name], { ...scope, condition: valueOf }, CONDITION_INTRINSICS) === true;
    return values[name];
  }

  Object.keys(definitions).forEach(valueOf);
  return values;
}
