import type { Fields } from '../../../gateway/shape';
import { COMPARISONS } from './comparisons';
import { DefinitionError } from './definition-error';
import { isObject, type Json, type JsonObject } from './json';
import { parsePath, readPath, type Scope } from './path';
import { StateError } from './state-error';
import { ASSIGN, OUTPUT } from './state-fields';
import { checkTemplate } from './template';

/** A Choice rule: a comparison of Variable, or rules combined by And, Or, Not. */
export interface ChoiceRule {
  /** Only on the outermost rule. */
  readonly Next?: string;
  /** In JSONata, instead of all that follows. */
  readonly Condition?: Json;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
  readonly Variable?: string;
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  /** Operator and operand. */
  readonly [operator: string]: unknown;
}

const BESIDES = new Set(['Next', 'Variable', 'Comment', 'Assign']);

/** A rule in JSONata. */
export const JSONATA_RULE = {
  Condition: { type: 'any', required: true },
  Next: { type: 'string', required: true, min: 1, max: 80 },
  ...ASSIGN,
  ...OUTPUT,
  Comment: { type: 'string' },
} as const satisfies Fields;

/**
 * Checks a rule recursively.
 *
 * @throws DefinitionError
 */
export function checkRule(rule: unknown, depth = 0): void {
  if (!isObject(rule)) throw new DefinitionError('A rule of Choices must be an object');
  if ('Next' in rule !== (depth === 0))
    throw new DefinitionError('The outermost rules of Choices must have Next, and only they may');
  if ('Assign' in rule && depth > 0)
    throw new DefinitionError('Only the outermost rules of Choices may have Assign');
  checkTemplate(rule.Assign);
  const operators = Object.keys(rule).filter((name) => !BESIDES.has(name));
  if (operators.length !== 1)
    throw new DefinitionError(`A rule must have exactly one operator, got ${operators.join(', ') || 'none'}`);
  const [operator] = operators;
  const operand = rule[operator];
  if (operator === 'Not') return checkRule(operand, depth + 1);
  if (operator === 'And' || operator === 'Or') {
    if (!Array.isArray(operand) || operand.length === 0)
      throw new DefinitionError(`${operator} must have a list of rules`);
    return operand.forEach((inner) => checkRule(inner, depth + 1));
  }
  if (typeof rule.Variable !== 'string')
    throw new DefinitionError(`A rule with ${operator} must have a Variable`);
  parsePath(rule.Variable);
  checkOperand(operator, operand);
}

function checkOperand(operator: string, operand: Json): void {
  const comparison = COMPARISONS.get(operator);
  if (comparison) {
    if (!comparison.accepts(operand))
      throw new DefinitionError(`${operator} cannot compare with ${JSON.stringify(operand)}`);
    return;
  }
  if (!comparisonWithPath(operator)) throw new DefinitionError(`There is no operator ${operator}`);
  if (typeof operand !== 'string') throw new DefinitionError(`${operator} must have a path`);
  parsePath(operand);
}

/** Whether a rule holds. */
export function ruleHolds(rule: ChoiceRule, scope: Scope): boolean {
  if (rule.And) return rule.And.every((inner) => ruleHolds(inner, scope));
  if (rule.Or) return rule.Or.some((inner) => ruleHolds(inner, scope));
  if (rule.Not) return !ruleHolds(rule.Not, scope);
  const operator = Object.keys(rule).find((name) => !BESIDES.has(name))!;
  const operand = rule[operator] as Json;
  const variable = rule.Variable!;
  if (operator === 'IsPresent') return (readPath(variable, scope) !== undefined) === operand;
  const comparison = COMPARISONS.get(operator);
  if (comparison) return comparison.holds(valueAt(variable, scope), operand);
  return comparisonWithPath(operator)!.holds(valueAt(variable, scope), valueAt(operand as string, scope));
}

/** The comparison of `StringEqualsPath` and others, whose operand is a path. */
const comparisonWithPath = (operator: string): ReturnType<typeof COMPARISONS.get> =>
  /^(?:String|Numeric|Boolean|Timestamp)\w+Path$/.test(operator)
    ? COMPARISONS.get(operator.slice(0, -'Path'.length))
    : undefined;

function valueAt(path: string, scope: Scope): Json {
  const value = readPath(path, scope);
  if (value !== undefined) return value;
  throw new StateError(
    'States.Runtime',
    `Invalid path '${path}': The choice state's condition path references an invalid value.`,
  );
}
