import { checkRule, JSONATA_RULE, ruleHolds, type ChoiceRule } from '../choice-rule';
import { DefinitionError } from '../definition-error';
import { parseExpression } from '../expression';
import type { Json } from '../json';
import { evaluateField } from '../evaluate-field';
import { scopeOf } from '../path';
import type { Run } from '../run';
import { StateError } from '../state-error';
import { ASSIGN, INPUT_OUTPUT, OUTPUT, TRANSITION } from '../state-fields';
import { stateType, type Result } from '../state-type';

/** Passes its input, or a fixed result. */
export const pass = stateType({
  fields: {
    ...INPUT_OUTPUT,
    ...TRANSITION,
    ResultPath: { type: 'string' },
    ...ASSIGN,
    Parameters: { type: 'any' },
    Result: { type: 'any' },
  },
  jsonata: { ...TRANSITION, ...OUTPUT, ...ASSIGN },
  run: ({ Result }, input) => ({ output: Result === undefined ? input : (Result as Json) }),
});

/** Continues at the first matching rule's Next. */
export const choice = stateType({
  fields: {
    ...INPUT_OUTPUT,
    Choices: { type: 'list', required: true, min: 1, of: { type: 'any' } },
    Default: { type: 'string', min: 1, max: 80 },
    ...ASSIGN,
  },
  jsonata: {
    ...OUTPUT,
    ...ASSIGN,
    Choices: { type: 'list', required: true, min: 1, of: { type: 'structure', fields: JSONATA_RULE } },
    Default: { type: 'string', min: 1, max: 80 },
  },
  check: ({ Choices }) => Choices.forEach((rule) => checkRule(rule)),
  run: async (state, input, run) => {
    const rules = state.Choices as readonly ChoiceRule[];
    const chosen = await firstRule(rules, input, run);
    const next = chosen?.Next ?? state.Default;
    if (next !== undefined) return { output: input, next, chosen: chosen ?? (state as Chosen) };
    throw new StateError(
      'States.NoChoiceMatched',
      `No rule holds for ${JSON.stringify(input)}, and there is no Default`,
    );
  },
});

type Chosen = NonNullable<Result['chosen']>;

/** The first rule that holds; its fields tell its query language. */
async function firstRule(
  rules: readonly ChoiceRule[],
  input: Json,
  run: Run,
): Promise<ChoiceRule | undefined> {
  for (const [at, rule] of rules.entries()) {
    const holds =
      rule.Condition === undefined
        ? ruleHolds(rule, scopeOf(input, run))
        : await evaluateField(rule.Condition, `Choices[${at}]/Condition`, { input }, run);
    if (holds === true) return rule;
    if (holds !== false)
      throw new StateError(
        'States.QueryEvaluationError',
        `The Condition of rule ${at} must be true or false, got ${JSON.stringify(holds)}`,
      );
  }
  return undefined;
}

/** Ends the execution or branch successfully. */
export const succeed = stateType({
  fields: INPUT_OUTPUT,
  jsonata: OUTPUT,
  run: (_state, input) => ({ output: input }),
});

/** Ends the execution or branch with an error. */
export const fail = stateType({
  fields: {
    Error: { type: 'string' },
    Cause: { type: 'string' },
    ErrorPath: { type: 'string' },
    CausePath: { type: 'string' },
  },
  jsonata: { Error: { type: 'string' }, Cause: { type: 'string' } },
  check: ({ Error, ErrorPath, Cause, CausePath }) => {
    if (Error !== undefined && ErrorPath !== undefined)
      throw new DefinitionError('A state must have at most one of Error and ErrorPath');
    if (Cause !== undefined && CausePath !== undefined)
      throw new DefinitionError('A state must have at most one of Cause and CausePath');
    for (const path of [ErrorPath, CausePath]) if (path !== undefined) parseExpression(path);
  },
  run: ({ Error, ErrorPath, Cause, CausePath }, input, run) => {
    const error = ErrorPath === undefined ? Error : textAt(ErrorPath, input, run);
    throw new StateError(error ?? '', CausePath === undefined ? Cause : textAt(CausePath, input, run));
  },
});

function textAt(path: string, input: Json, run: Run): string {
  const value = parseExpression(path)(scopeOf(input, run));
  if (typeof value === 'string') return value;
  throw new StateError('States.Runtime', `'${path}' must lead to a string, got ${JSON.stringify(value)}`);
}
