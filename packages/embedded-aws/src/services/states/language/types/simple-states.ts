import { checkRule, ruleHolds, type ChoiceRule } from '../choice-rule';
import { DefinitionError } from '../definition-error';
import { parseExpression } from '../expression';
import type { Json } from '../json';
import type { Run } from '../run';
import { StateError } from '../state-error';
import { INPUT_OUTPUT, TRANSITION } from '../state-fields';
import { stateType } from '../state-type';

/** Passes its input, or a fixed result. */
export const pass = stateType({
  fields: {
    ...INPUT_OUTPUT,
    ...TRANSITION,
    ResultPath: { type: 'string' },
    Parameters: { type: 'any' },
    Result: { type: 'any' },
  },
  run: ({ Result }, input) => ({ output: Result === undefined ? input : (Result as Json) }),
});

/** Continues at the first matching rule's Next. */
export const choice = stateType({
  fields: {
    ...INPUT_OUTPUT,
    Choices: { type: 'list', required: true, min: 1, of: { type: 'any' } },
    Default: { type: 'string', min: 1, max: 80 },
  },
  check: ({ Choices }) => Choices.forEach((rule) => checkRule(rule)),
  run: ({ Choices, Default }, input, { context }) => {
    const rules = Choices as readonly ChoiceRule[];
    const next = rules.find((rule) => ruleHolds(rule, { input, context }))?.Next ?? Default;
    if (next !== undefined) return { output: input, next };
    throw new StateError(
      'States.NoChoiceMatched',
      `No rule holds for ${JSON.stringify(input)}, and there is no Default`,
    );
  },
});

/** Ends the execution or branch successfully. */
export const succeed = stateType({
  fields: INPUT_OUTPUT,
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

function textAt(path: string, input: Json, { context }: Run): string {
  const value = parseExpression(path)({ input, context });
  if (typeof value === 'string') return value;
  throw new StateError('States.Runtime', `'${path}' must lead to a string, got ${JSON.stringify(value)}`);
}
