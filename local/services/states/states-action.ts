import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { StatesStore } from './states-store';

/** An operation of Step Functions. */
export const statesAction = <const F extends Fields>(
  action: Action<StatesStore, F>,
): Action<StatesStore, F> => action;
