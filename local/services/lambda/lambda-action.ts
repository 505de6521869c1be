import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { LambdaStore } from './lambda-store';

/** Gives an action of Lambda the type of its input. */
export const lambdaAction = <const F extends Fields>(
  action: Action<LambdaStore, F>,
): Action<LambdaStore, F> => action;
