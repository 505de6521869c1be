import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { CloudWatchStore } from './cloudwatch-store';

/** An operation of CloudWatch. */
export const cloudWatchAction = <const F extends Fields>(
  action: Action<CloudWatchStore, F>,
): Action<CloudWatchStore, F> => action;
