import { limited } from './data-limit';
import type { Json } from './json';
import { readPath, type Scope } from './path';
import { putResult } from './put-result';
import { Retries } from './retries';
import type { Run, State } from './run';
import { StateError, matchesError } from './state-error';
import type { AnyStateType, Result } from './state-type';
import { STATE_TYPES } from './state-types';
import { fillTemplate } from './template';

/** Runs one state with its retries and catchers. */
export async function runState(name: string, state: State, input: Json, run: Run): Promise<Result> {
  const { history, delays } = run;
  history.add(`${state.Type}StateEntered`, {
    stateEnteredEventDetails: { name, input: JSON.stringify(input) },
  });
  const EnteredTime = new Date(delays.platform.clock.now()).toISOString();
  const retries = new Retries(state.Retry ?? []);
  const exit = (result: Result): Result => {
    history.add(`${state.Type}StateExited`, {
      stateExitedEventDetails: { name, output: JSON.stringify(result.output) },
    });
    return result;
  };
  for (;;) {
    const State = { Name: name, EnteredTime, RetryCount: retries.count };
    try {
      return exit(await attempt(state, input, { ...run, context: { ...run.context, State } }));
    } catch (caught) {
      if (!(caught instanceof StateError)) throw caught;
      const error = locate(caught, name);
      if (await retries.wait(error, delays)) {
        run.transition();
        run.signal.throwIfAborted();
        continue;
      }
      const catcher = state.Catch?.find(({ ErrorEquals }) => matchesError(error, ErrorEquals));
      if (!catcher) throw error;
      const errorOutput = { Error: error.error, ...(error.cause !== undefined && { Cause: error.cause }) };
      return exit({ output: putResult(input, errorOutput, catcher.ResultPath), next: catcher.Next });
    }
  }
}

async function attempt(state: State, rawInput: Json, run: Run): Promise<Result> {
  const scopeOf = (input: Json): Scope => ({ input, context: run.context });
  const type: AnyStateType = STATE_TYPES[state.Type];
  const selected = select('InputPath', state.InputPath, scopeOf(rawInput));
  const input =
    state.Parameters === undefined
      ? selected
      : limited('The result of Parameters', fillTemplate(state.Parameters, scopeOf(selected)));
  const { output, next = state.Next } = await type.run(state as never, input, run);
  const result =
    state.ResultSelector === undefined
      ? output
      : limited('The result of ResultSelector', fillTemplate(state.ResultSelector, scopeOf(output)));
  const whole = putResult(rawInput, result, state.ResultPath);
  return { output: limited('The output', select('OutputPath', state.OutputPath, scopeOf(whole))), next };
}

function select(field: string, path: string | null = '$', scope: Scope): Json {
  if (path === null) return {};
  const value = readPath(path, scope);
  if (value !== undefined) return value;
  throw new StateError(
    'States.Runtime',
    `${field} '${path}' finds nothing in ${JSON.stringify(scope.input)}`,
  );
}

/** Adds the state to errors of the language; other errors come from functions and awaited jobs. */
function locate(error: StateError, name: string): StateError {
  const isOwn = error.error.startsWith('States.') && error.error !== 'States.TaskFailed';
  if (!isOwn || error.cause === undefined) return error;
  return new StateError(error.error, `An error occurred while executing the state '${name}'. ${error.cause}`);
}
