import type { Json, JsonObject } from './json';
import { evaluate } from './jsonata';
import type { Run } from './run';

/**
 * Evaluates all expressions in a field of a state.
 *
 * @param states - members of `$states` besides the context
 * @throws StateError `States.QueryEvaluationError`, `States.DataLimitExceeded`
 */
export const evaluateField = (value: Json, field: string, states: JsonObject, run: Run): Promise<Json> =>
  evaluate(value, field, {
    variables: run.variables,
    states: { ...states, context: run.context },
    clock: run.delays.platform.clock,
  });
