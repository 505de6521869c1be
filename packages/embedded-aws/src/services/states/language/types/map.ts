import { limited } from '../data-limit';
import type { Json } from '../json';
import { readPath } from '../path';
import type { Definition, Run } from '../run';
import { runTogether } from '../run-together';
import { StateError } from '../state-error';
import { ERRORS, INPUT_OUTPUT, RESULT, TRANSITION } from '../state-fields';
import { stateType } from '../state-type';
import { fillTemplate } from '../template';

/** AWS's concurrency limit for MaxConcurrency 0. */
const MOST_AT_ONCE = 40;

/** Runs the same states for each list item (inline mode); the result is the list of outputs. */
export const map = stateType({
  fields: {
    ...INPUT_OUTPUT,
    ...TRANSITION,
    ...RESULT,
    ...ERRORS,
    ItemsPath: { type: 'string' },
    ItemSelector: { type: 'any' },
    ItemProcessor: { type: 'any', required: true },
    MaxConcurrency: { type: 'integer', min: 0 },
  },
  check: ({ ItemProcessor }, checkNested) => checkNested(ItemProcessor, 'processor'),
  run: async ({ ItemsPath = '$', ItemSelector, ItemProcessor, MaxConcurrency = 0 }, input, run) => {
    const { history } = run;
    const items = listAt(ItemsPath, input, run);
    const name = (run.context.State as { Name: string }).Name;
    history.add('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
    try {
      const output = await runTogether(items, MaxConcurrency || MOST_AT_ONCE, run, runItem);
      history.add('MapStateSucceeded');
      return { output };
    } catch (error) {
      if (!run.signal.aborted) history.add('MapStateFailed');
      throw error;
    }

    async function runItem(item: Json, index: number, line: Run): Promise<Json> {
      const context = { ...run.context, Map: { Item: { Index: index, Value: item } } };
      line.history.add('MapIterationStarted', { mapIterationStartedEventDetails: { name, index } });
      const itemInput =
        ItemSelector === undefined
          ? item
          : limited('The result of ItemSelector', fillTemplate(ItemSelector as Json, { input, context }));
      const output = await run.branch(ItemProcessor as Definition, itemInput, { ...line, context });
      line.history.add('MapIterationSucceeded', { mapIterationSucceededEventDetails: { name, index } });
      return output;
    }
  },
});

function listAt(path: string, input: Json, { context }: Run): readonly Json[] {
  const items = readPath(path, { input, context });
  if (Array.isArray(items)) return items as readonly Json[];
  throw new StateError(
    'States.Runtime',
    `ItemsPath '${path}' must lead to a list, got ${JSON.stringify(items)}`,
  );
}
