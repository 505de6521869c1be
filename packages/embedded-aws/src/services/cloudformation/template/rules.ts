import { CONDITION_INTRINSICS } from './conditions';
import { argumentsOf, type Intrinsic } from './intrinsics';
import { resolveValue } from './resolve';
import type { Scope } from './scope';
import type { RuleDefinition } from './template';
import { validationError } from './template-error';

const listsOf = (name: string, argument: unknown, resolve: (value: unknown) => unknown): unknown[][] =>
  argumentsOf(name, argument, 2).map((one) => [resolve(one)].flat());

/** Intrinsic functions allowed in Rules. */
const RULE_INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  ...CONDITION_INTRINSICS,
  'Fn::Contains': (argument, _scope, resolve) => {
    const [list, [wanted]] = listsOf('Fn::Contains', argument, resolve);
    return list.includes(wanted);
  },
  'Fn::EachMemberEquals': (argument, _scope, resolve) => {
    const [list, [wanted]] = listsOf('Fn::EachMemberEquals', argument, resolve);
    return list.every((entry) => entry === wanted);
  },
  'Fn::EachMemberIn': (argument, _scope, resolve) => {
    const [list, allowed] = listsOf('Fn::EachMemberIn', argument, resolve);
    const members = new Set(allowed);
    return list.every((entry) => members.has(entry));
  },
};

/**
 * Checks a template's rules.
 *
 * @throws AwsError `ValidationError` for the first failed assertion
 */
export function checkRules(rules: Readonly<Record<string, RuleDefinition>>, scope: Scope): void {
  const holds = (value: unknown): boolean => resolveValue(value, scope, RULE_INTRINSICS) === true;
  for (const [name, { RuleCondition, Assertions }] of Object.entries(rules)) {
    if (RuleCondition !== undefined && !holds(RuleCondition)) continue;
    for (const { Assert, AssertDescription = JSON.stringify(Assert) } of Assertions)
      if (!holds(Assert)) throw validationError(`Template error: rule ${name} failed: ${AssertDescription}`);
  }
}
