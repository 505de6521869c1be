import { checkRule, ruleHolds, type ChoiceRule } from '../choice-rule';
import { StateError } from '../state-error';
import { INPUT_OUTPUT } from '../state-fields';
import { stateType } from '../state-type';

/** Goes on where the first rule that holds leads. */
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
