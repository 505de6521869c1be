import type { PolicyStatement } from '../policy-document';
import { CONDITION_OPERATORS } from './condition-operators';
import type { Context } from './context';

/**
 * Whether all conditions of a statement hold. An unsupported operator never holds.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionsHold({ Condition = {} }: PolicyStatement, context: Context): boolean {
  return Object.entries(Condition).every(([operator, tests]) =>
    Object.entries(tests).every(([key, expected]) =>
      holds(operator, context.get(key.toLowerCase()), expected, context),
    ),
  );
}

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

function holds(
  name: string,
  actual: readonly string[] | undefined,
  expected: readonly string[],
  context: Context,
): boolean {
  const [, quantifier, base, ifExists] = OPERATOR.exec(name) ?? [];
  if (base === 'Null') return expected.includes(String(actual === undefined));
  if (!Object.hasOwn(CONDITION_OPERATORS, base)) return false;
  const { compares, negated = false } = CONDITION_OPERATORS[base];
  const holdsFor = (value: string): boolean =>
    expected.some((one) => compares(value, one, context)) !== negated;
  if (quantifier === 'ForAllValues') return actual?.every(holdsFor) ?? true;
  if (actual === undefined) return ifExists !== undefined || (negated && quantifier === undefined);
  // Without a quantifier, a negated operator is the opposite of its positive form.
  return negated && quantifier === undefined ? actual.every(holdsFor) : actual.some(holdsFor);
}
