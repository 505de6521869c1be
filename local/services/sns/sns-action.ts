import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { SnsStore } from './sns-store';

/** An operation of the Simple Notification Service. */
export const snsAction = <const F extends Fields>(action: Action<SnsStore, F>): Action<SnsStore, F> => action;
