import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { GlueStore } from './glue-store';

/** An operation of Glue. */
export const glueAction = <const F extends Fields>(action: Action<GlueStore, F>): Action<GlueStore, F> =>
  action;
