import { INPUT_OUTPUT } from '../state-fields';
import { stateType } from '../state-type';

/** Ends the execution, or its branch, well. */
export const succeed = stateType({
  fields: INPUT_OUTPUT,
  run: (_state, input) => ({ output: input }),
});
