import type { Json } from '../json';
import { INPUT_OUTPUT, TRANSITION } from '../state-fields';
import { stateType } from '../state-type';

/** Hands its input on, or a fixed result. */
export const pass = stateType({
  fields: {
    ...INPUT_OUTPUT,
    ...TRANSITION,
    ResultPath: { type: 'string' },
    Parameters: { type: 'any' },
    Result: { type: 'any' },
  },
  run: ({ Result }, input) => ({ output: Result === undefined ? input : (Result as Json) }),
});
