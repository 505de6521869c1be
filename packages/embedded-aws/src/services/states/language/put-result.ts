import { isObject, type Json } from './json';
import { parseReferencePath } from './path';
import { StateError } from './state-error';

/**
 * Applies `ResultPath`: inserts a state's result into its input.
 *
 * @param resultPath - null drops the result; the default `$` replaces the input
 * @throws StateError `States.ResultPathMatchFailure` if it cannot be inserted
 */
export function putResult(input: Json, result: Json, resultPath: string | null = '$'): Json {
  if (resultPath === null) return input;
  return put(input, parseReferencePath(resultPath), result, resultPath);
}

function put(target: Json, steps: readonly (string | number)[], result: Json, path: string): Json {
  if (steps.length === 0) return result;
  const [step, ...rest] = steps;
  if (typeof step === 'number') {
    if (Array.isArray(target) && step < target.length)
      return (target as readonly Json[]).map((entry, at) =>
        at === step ? put(entry, rest, result, path) : entry,
      );
  } else if (isObject(target)) {
    const member = Object.hasOwn(target, step) ? target[step] : {};
    return { ...target, [step]: put(member, rest, result, path) };
  }
  throw new StateError(
    'States.ResultPathMatchFailure',
    `Unable to apply step '${step}' of ResultPath '${path}' to ${JSON.stringify(target)}`,
  );
}
