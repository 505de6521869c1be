import type { Json } from './json';
import type { Definition, Run } from './run';
import { runState } from './run-state';

/** Runs states until one ends, and returns its output. */
export async function runStates(definition: Definition, input: Json, run: Run): Promise<Json> {
  let name = definition.StartAt;
  let data = input;
  for (;;) {
    run.transition();
    run.signal.throwIfAborted();
    const { output, next } = await runState(name, definition.States[name], data, run);
    if (next === undefined) return output;
    name = next;
    data = output;
  }
}
