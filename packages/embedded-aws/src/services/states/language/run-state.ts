import { limited } from './data-limit';
import { evaluateField } from './evaluate-field';
import type { Json, JsonObject } from './json';
import { QueryEvaluationError } from './jsonata';
import { readPath, scopeOf, type Scope } from './path';
import { putResult } from './put-result';
import { Retries } from './retries';
import type { Catcher, Run, State } from './run';
import { StateError, matchesError } from './state-error';
import { EVALUATED } from './state-fields';
import type { AnyStateType } from './state-type';
import { STATE_TYPES } from './state-types';
import { fillTemplate } from './template';

/** The end of a state. */
export interface StateEnd {
  readonly output: Json;
  readonly next?: string;
  /** Variables for the states that follow. */
  readonly assigned?: JsonObject;
}

/** Runs one state with its retries and catchers. */
export async function runState(name: string, state: State, input: Json, run: Run): Promise<StateEnd> {
  const { history, delays } = run;
  const enteredId = history.add(`${state.Type}StateEntered`, {
    stateEnteredEventDetails: { name, input: JSON.stringify(input) },
  });
  const EnteredTime = new Date(delays.platform.clock.now()).toISOString();
  const retries = new Retries(state.Retry ?? []);
  const exit = (end: StateEnd): StateEnd => {
    history.isCounted = true;
    history.add(`${state.Type}StateExited`, {
      stateExitedEventDetails: { name, output: JSON.stringify(end.output), ...assignment(end) },
    });
    return end;
  };
  const { attempt, recover } = LANGUAGES[state.QueryLanguage];
  for (;;) {
    const State = { Name: name, EnteredTime, RetryCount: retries.count };
    const attempted = { ...run, context: { ...run.context, State } };
    try {
      return exit(await attempt(state, input, attempted));
    } catch (caught) {
      if (!(caught instanceof StateError)) throw caught;
      const error = locate(caught, name, enteredId);
      if (caught instanceof QueryEvaluationError)
        history.add('EvaluationFailed', {
          evaluationFailedEventDetails: {
            error: error.error,
            cause: error.cause!,
            location: caught.location,
            state: name,
          },
        });
      if (await retries.wait(error, delays)) {
        run.transition();
        run.signal.throwIfAborted();
        history.isCounted = retries.isOnTime;
        continue;
      }
      const catcher = state.Catch?.find(({ ErrorEquals }) => matchesError(error, ErrorEquals));
      if (!catcher) throw error;
      const errorOutput = { Error: error.error, ...(error.cause !== undefined && { Cause: error.cause }) };
      return exit({ ...(await recover(catcher, errorOutput, input, attempted)), next: catcher.Next });
    }
  }
}

/** Assigned variables in the history, each as JSON. */
function assignment({ assigned = {} }: StateEnd): JsonObject {
  const texts = Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)] as const);
  if (texts.length === 0) return {};
  return {
    assignedVariables: Object.fromEntries(texts),
    assignedVariablesDetails: { truncated: false },
  };
}

/** Input and output processing of a query language. */
interface Language {
  readonly attempt: (state: State, input: Json, run: Run) => Promise<StateEnd>;
  readonly recover: (
    catcher: Catcher,
    errorOutput: JsonObject,
    input: Json,
    run: Run,
  ) => StateEnd | Promise<StateEnd>;
}

const LANGUAGES: Record<State['QueryLanguage'], Language> = {
  JSONPath: {
    attempt: async (state, rawInput, run) => {
      const type: AnyStateType = STATE_TYPES[state.Type];
      const selected = select('InputPath', state.InputPath, scopeOf(rawInput, run));
      const input =
        state.Parameters === undefined
          ? selected
          : limited('The result of Parameters', fillTemplate(state.Parameters, scopeOf(selected, run)));
      const { output, next = state.Next, chosen = state } = await type.run(state as never, input, run);
      const result =
        state.ResultSelector === undefined
          ? output
          : limited('The result of ResultSelector', fillTemplate(state.ResultSelector, scopeOf(output, run)));
      const whole = putResult(rawInput, result, state.ResultPath);
      return {
        output: limited('The output', select('OutputPath', state.OutputPath, scopeOf(whole, run))),
        next,
        assigned: filled(chosen.Assign, output, run),
      };
    },
    recover: ({ ResultPath, Assign }, errorOutput, input, run) => ({
      output: putResult(input, errorOutput, ResultPath),
      assigned: filled(Assign, errorOutput, run),
    }),
  },
  JSONata: {
    attempt: async (state, input, run) => {
      const type: AnyStateType = STATE_TYPES[state.Type];
      const given = { ...(state as unknown as JsonObject) };
      for (const field of EVALUATED)
        if (field in given) given[field] = await evaluateField(given[field], field, { input }, run);
      const taken =
        state.Arguments === undefined
          ? input
          : await evaluateField(state.Arguments, 'Arguments', { input }, run);
      const { output, next = state.Next, chosen = state } = await type.run(given as never, taken, run);
      return { ...(await conclude(chosen, output, { input, result: output }, run)), next };
    },
    recover: (catcher, errorOutput, input, run) =>
      conclude(catcher, errorOutput, { input, errorOutput }, run),
  },
};

const filled = (assign: JsonObject | undefined, value: Json, run: Run): JsonObject | undefined =>
  assign && (limited('The result of Assign', fillTemplate(assign, scopeOf(value, run))) as JsonObject);

/** Output and variables; both see the variables as they were. */
async function conclude(
  { Output, Assign }: { readonly Output?: Json; readonly Assign?: JsonObject },
  usual: Json,
  states: JsonObject,
  run: Run,
): Promise<StateEnd> {
  const assigned = Assign && ((await evaluateField(Assign, 'Assign', states, run)) as JsonObject);
  const output = Output === undefined ? usual : await evaluateField(Output, 'Output', states, run);
  return { output: limited('The output', output), assigned };
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
function locate(error: StateError, name: string, enteredId: number): StateError {
  const isOwn = error.error.startsWith('States.') && error.error !== 'States.TaskFailed';
  if (!isOwn || error.cause === undefined) return error;
  return new StateError(
    error.error,
    `An error occurred while executing the state '${name}' (entered at the event id #${enteredId}). ${error.cause}`,
  );
}
