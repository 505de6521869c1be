import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../../bounded-json';
import { limited } from './data-limit';
import type { Json } from './json';
import { StateError } from './state-error';

/**
 * Supported intrinsic functions; they fail with `States.IntrinsicFailure`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const INTRINSIC_FUNCTIONS: Readonly<Record<string, (args: readonly Json[]) => Json>> = {
  'States.Array': (args) => args,
  'States.Format': ([template, ...values]) => {
    const parts = text('States.Format', template).split(/(?<!\\)\{\}/);
    if (parts.length !== values.length + 1)
      throw failure('States.Format', `needs ${parts.length - 1} values, got ${values.length}`);
    // Checks before joining: a value may be repeated many thousand times.
    limited('The result of States.Format', values);
    const filled = parts.map((part, at) => part + (at < values.length ? asText(values[at]) : ''));
    return filled.join('').replace(/\\([{}])/g, '$1');
  },
  'States.JsonToString': ([value]) => JSON.stringify(limited('The value of States.JsonToString', value)),
  'States.StringToJson': ([value]) => {
    const json = text('States.StringToJson', value);
    try {
      return parseBoundedJson(json, MAX_DOCUMENT_LEVELS) as Json;
    } catch (cause) {
      throw failure('States.StringToJson', `got what is not JSON: ${(cause as Error).message}`);
    }
  },
};

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function text(name: string, value: Json | undefined): string {
  if (typeof value === 'string') return value;
  throw failure(name, `needs a string, got ${JSON.stringify(value)}`);
}

const failure = (name: string, what: string): StateError =>
  new StateError('States.IntrinsicFailure', `${name} ${what}`);
