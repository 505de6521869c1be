import { validate } from '../../../gateway/validate';
import { DefinitionError } from './definition-error';
import { isObject, type JsonObject } from './json';
import { checkExpressions, expressionIn } from './jsonata';
import { parsePath, parseReferencePath } from './path';
import type { Retrier } from './retries';
import type { Catcher, State } from './run';
import { ANY_STATE, EVALUATED } from './state-fields';
import { STATE_TYPES } from './state-types';
import { checkTemplate } from './template';

const PATHS = ['InputPath', 'OutputPath', 'ItemsPath', 'SecondsPath', 'TimestampPath', 'TimeoutSecondsPath'];
const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign'];

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
  const isJsonata = state.QueryLanguage === 'JSONata';
  const fields = isJsonata ? type.jsonata : type.fields;
  const literal = isJsonata ? withoutExpressions(state) : state;
  validate(literal, { ...ANY_STATE, ...fields }, 'ValidationException');
  const { Next, End, ResultPath, Retry = [], Catch = [] } = state as unknown as State & { End?: boolean };
  if ('End' in fields && (Next === undefined) === (End !== true))
    throw new DefinitionError('A state must have exactly one of Next and End');
  checkErrorEquals(Retry);
  checkErrorEquals(Catch);
  if (isJsonata) {
    for (const [field, value] of Object.entries(state))
      if (!NESTED.has(field)) checkExpressions(value, field);
    type.checkJsonata?.(state, checkNested);
  } else {
    checkPaths(state, ResultPath, Catch);
    type.check?.(state as never, checkNested);
  }
  return [...targets(Next), ...Catch.map((catcher) => catcher.Next), ...choiceTargets(state)];
}

/** Fields with definitions, whose states are checked one by one. */
const NESTED: ReadonlySet<string> = new Set(['Branches', 'ItemProcessor']);

/** A state without the values that are known only at run time. */
const withoutExpressions = (state: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(state).filter(
      ([field, value]) =>
        !(EVALUATED as readonly string[]).includes(field) || expressionIn(value) === undefined,
    ),
  );

function checkPaths(
  state: JsonObject,
  ResultPath: string | null | undefined,
  Catch: readonly Catcher[],
): void {
  for (const field of PATHS) if (typeof state[field] === 'string') parsePath(state[field]);
  for (const field of TEMPLATES) if (field in state) checkTemplate(state[field]);
  for (const path of [ResultPath, ...Catch.map((catcher) => catcher.ResultPath)])
    if (typeof path === 'string') parseReferencePath(path);
  for (const { Assign } of Catch) checkTemplate(Assign);
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
