import { AwsError } from '../../../aws-error';
import { parseBoundedJson } from '../../../bounded-json';
import type { Fields } from '../../../gateway/shape';
import { validate } from '../../../gateway/validate';
import { checkState } from './check-state';
import { DefinitionError } from './definition-error';
import { isObject } from './json';
import type { Definition, QueryLanguage } from './run';

const BRANCH = {
  StartAt: { type: 'string', required: true, min: 1, max: 80 },
  States: { type: 'map', required: true, key: { type: 'string', min: 1, max: 80 }, of: { type: 'any' } },
  Comment: { type: 'string' },
} as const satisfies Fields;

const MACHINE = {
  ...BRANCH,
  Version: { type: 'string', enum: ['1.0'] },
  TimeoutSeconds: { type: 'integer', min: 1, max: 99_999_999 },
  QueryLanguage: { type: 'string', enum: ['JSONPath', 'JSONata'] },
} as const satisfies Fields;

const PROCESSOR = {
  ...BRANCH,
  ProcessorConfig: { type: 'structure', fields: { Mode: { type: 'string', subset: ['INLINE'] } } },
} as const satisfies Fields;

/**
 * Parses and checks a state machine in the Amazon States Language. Sets the query language of every state.
 *
 * @throws AwsError `InvalidDefinition`, naming the state
 * @see https://states-language.net/spec.html
 */
export function parseDefinition(text: string): Definition {
  let definition: unknown;
  try {
    definition = parseBoundedJson(text);
  } catch (cause) {
    throw invalid('INVALID_JSON_DESCRIPTION', (cause as Error).message, '');
  }
  const language = isObject(definition) && definition.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath';
  checkDefinition(definition, MACHINE, '', language);
  return definition as Definition;
}

/** @param language - default query language of the states */
function checkDefinition(definition: unknown, fields: Fields, place: string, language: QueryLanguage): void {
  located(place, () => {
    validate(definition, fields, 'ValidationException');
    const { StartAt, States } = definition as Definition;
    if (!Object.hasOwn(States, StartAt)) throw missing(StartAt);
  });
  const { States } = definition as Definition;
  for (const [name, state] of Object.entries(States)) {
    const at = `${place}/States/${name}`;
    located(at, () => {
      if (!isObject(state)) throw new DefinitionError('A state must be an object');
      const own = (state as { QueryLanguage?: unknown }).QueryLanguage ?? language;
      if (language === 'JSONata' && own !== 'JSONata')
        throw new DefinitionError('A state of a state machine in JSONata cannot have another QueryLanguage');
      Object.assign(state, { QueryLanguage: own });
      for (const target of checkState(state, checkNested)) {
        if (!Object.hasOwn(States, target)) throw missing(target);
      }
    });
    function checkNested(nested: unknown, processor?: 'processor'): void {
      checkDefinition(nested, processor ? PROCESSOR : BRANCH, at, language);
    }
  }
}

const missing = (target: string): DefinitionError =>
  new DefinitionError(`There is no state named '${target}'`, 'MISSING_TRANSITION_TARGET');

function located(place: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof DefinitionError) throw invalid(error.code, error.message, place);
    if (error instanceof AwsError && error.code !== 'InvalidDefinition')
      throw invalid('SCHEMA_VALIDATION_FAILED', error.message, place);
    throw error;
  }
}

const invalid = (code: string, message: string, place: string): AwsError =>
  new AwsError(
    'InvalidDefinition',
    `Invalid State Machine Definition: '${code}: ${message} at ${place || '/'}'`,
  );
