import { validate } from '../../../gateway/validate';
import { DefinitionError } from './definition-error';
import { isObject, type JsonObject } from './json';
import { parsePath, parseReferencePath } from './path';
import type { Retrier } from './retries';
import type { Catcher, State } from './run';
import { ANY_STATE } from './state-fields';
import { STATE_TYPES } from './state-types';
import { checkTemplate } from './template';

const PATHS = ['InputPath', 'OutputPath', 'ItemsPath', 'SecondsPath', 'TimestampPath', 'TimeoutSecondsPath'];
const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector'];

/**
 * Checks a state.
 *
 * @returns names of possible next states
 * @throws DefinitionError, AwsError of {@link validate}
 */
export function checkState(
  state: JsonObject,
  checkNested: (definition: unknown, processor?: 'processor') => void,
): string[] {
  const { Type } = state;
  if (typeof Type !== 'string' || !Object.hasOwn(STATE_TYPES, Type))
    throw new DefinitionError(
      `Type must be one of ${Object.keys(STATE_TYPES).join(', ')}, got ${JSON.stringify(Type)}`,
    );
  const type = STATE_TYPES[Type];
  validate(state, { ...ANY_STATE, ...type.fields }, 'ValidationException');
  const { Next, End, ResultPath, Retry = [], Catch = [] } = state as unknown as State & { End?: boolean };
  if ('End' in type.fields && (Next === undefined) === (End !== true))
    throw new DefinitionError('A state must have exactly one of Next and End');
  for (const field of PATHS) if (typeof state[field] === 'string') parsePath(state[field]);
  for (const field of TEMPLATES) if (field in state) checkTemplate(state[field]);
  for (const path of [ResultPath, ...Catch.map((catcher) => catcher.ResultPath)])
    if (typeof path === 'string') parseReferencePath(path);
  checkErrorEquals(Retry);
  checkErrorEquals(Catch);
  type.check?.(state as never, checkNested);
  return [...targets(Next), ...Catch.map((catcher) => catcher.Next), ...choiceTargets(state)];
}

const targets = (name: unknown): string[] => (typeof name === 'string' ? [name] : []);

function choiceTargets({ Choices, Default }: JsonObject): string[] {
  const rules = Array.isArray(Choices) ? Choices.filter(isObject) : [];
  return [...rules.flatMap((rule) => targets(rule.Next)), ...targets(Default)];
}

function checkErrorEquals(handlers: readonly (Retrier | Catcher)[]): void {
  handlers.forEach(({ ErrorEquals }, at) => {
    if (!ErrorEquals.includes('States.ALL')) return;
    if (ErrorEquals.length > 1 || at < handlers.length - 1)
      throw new DefinitionError(
        'States.ALL must be alone in its ErrorEquals, in the last retrier or catcher',
      );
  });
}
