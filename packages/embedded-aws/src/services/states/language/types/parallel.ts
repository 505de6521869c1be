import type { Json } from '../json';
import type { Definition } from '../run';
import { runTogether } from '../run-together';
import { ASSIGN, ERRORS, INPUT_OUTPUT, JSONATA_ERRORS, OUTPUT, RESULT, TRANSITION } from '../state-fields';
import { stateType } from '../state-type';

/** Runs branches concurrently; the result is the list of outputs. */
export const parallel = stateType({
  fields: {
    ...INPUT_OUTPUT,
    ...TRANSITION,
    ...RESULT,
    ...ERRORS,
    ...ASSIGN,
    Parameters: { type: 'any' },
    Branches: { type: 'list', required: true, min: 1, of: { type: 'any' } },
  },
  jsonata: {
    ...TRANSITION,
    ...JSONATA_ERRORS,
    ...OUTPUT,
    ...ASSIGN,
    Arguments: { type: 'any' },
    Branches: { type: 'list', required: true, min: 1, of: { type: 'any' } },
  },
  check: ({ Branches }, checkNested) => Branches.forEach((branch) => checkNested(branch)),
  checkJsonata: ({ Branches }, checkNested) =>
    (Branches as readonly Json[]).forEach((branch) => checkNested(branch)),
  run: async ({ Branches }, input, run) => {
    run.history.add('ParallelStateStarted');
    try {
      const branches = Branches as readonly Definition[];
      const output = await runTogether(branches, Infinity, run, (branch, _at, line) =>
        run.branch(branch, input, line),
      );
      run.history.add('ParallelStateSucceeded');
      return { output };
    } catch (error) {
      if (!run.signal.aborted) run.history.add('ParallelStateFailed');
      throw error;
    }
  },
});
