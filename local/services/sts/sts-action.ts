import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { Platform } from '../../platform';

/** An operation of STS, which keeps nothing itself: sessions are the account's. */
export const stsAction = <const F extends Fields>(action: Action<Platform, F>): Action<Platform, F> => action;
