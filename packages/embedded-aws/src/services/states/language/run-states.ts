import type { Json } from './json';
import type { Definition, Run } from './run';
import { runState } from './run-state';

/** Runs states until one ends, and returns its output. */
export async function runStates(definition: Definition, input: Json, run: Run): Promise<Json> {
  let name = definition.StartAt;
  let data = input;
  let { variables } = run;
  for (;;) {
    run.transition();
    run.signal.throwIfAborted();
    const { output, next, assigned } = await runState(name, definition.States[name], data, {
      ...run,
      variables,
    });
    if (next === undefined) return output;
    name = next;
    data = output;
    if (assigned) variables = { ...variables, ...assigned };
  }
}
