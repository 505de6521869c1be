import { limited } from '../data-limit';
import { evaluateField } from '../evaluate-field';
import type { Json, JsonObject } from '../json';
import { readPath, scopeOf } from '../path';
import type { Definition, Run, State } from '../run';
import { runTogether } from '../run-together';
import { StateError } from '../state-error';
import { ASSIGN, ERRORS, INPUT_OUTPUT, JSONATA_ERRORS, OUTPUT, RESULT, TRANSITION } from '../state-fields';
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
    ...ASSIGN,
    ItemsPath: { type: 'string' },
    ItemSelector: { type: 'any' },
    ItemProcessor: { type: 'any', required: true },
    MaxConcurrency: { type: 'integer', min: 0 },
  },
  jsonata: {
    ...TRANSITION,
    ...JSONATA_ERRORS,
    ...OUTPUT,
    ...ASSIGN,
    Items: { type: 'any' },
    ItemSelector: { type: 'any' },
    ItemProcessor: { type: 'any', required: true },
    MaxConcurrency: { type: 'integer', min: 0 },
  },
  check: ({ ItemProcessor }, checkNested) => checkNested(ItemProcessor, 'processor'),
  checkJsonata: ({ ItemProcessor }, checkNested) => checkNested(ItemProcessor, 'processor'),
  run: async (state, input, run) => {
    const { ItemsPath = '$', ItemSelector, ItemProcessor, MaxConcurrency = 0 } = state;
    const { QueryLanguage, Items = input } = state as Partial<State> & { readonly Items?: Json };
    const isJsonata = QueryLanguage === 'JSONata';
    const { history } = run;
    const items = isJsonata
      ? listOf('Items', Items)
      : listOf(`ItemsPath '${ItemsPath}'`, readPath(ItemsPath, scopeOf(input, run)));
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
      const itemInput = ItemSelector === undefined ? item : await selected(ItemSelector as Json, context);
      const output = await run.branch(ItemProcessor as Definition, itemInput, { ...line, context });
      line.history.add('MapIterationSucceeded', { mapIterationSucceededEventDetails: { name, index } });
      return output;
    }

    async function selected(selector: Json, context: JsonObject): Promise<Json> {
      const within = { ...run, context };
      return limited(
        'The result of ItemSelector',
        isJsonata
          ? await evaluateField(selector, 'ItemSelector', { input }, within)
          : fillTemplate(selector, scopeOf(input, within)),
      );
    }
  },
});

function listOf(what: string, items: Json | undefined): readonly Json[] {
  if (Array.isArray(items)) return items as readonly Json[];
  throw new StateError('States.Runtime', `${what} must lead to a list, got ${JSON.stringify(items)}`);
}
