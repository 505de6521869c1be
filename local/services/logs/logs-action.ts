import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { LogsStore } from './logs-store';

/** An operation of CloudWatch Logs. */
export const logsAction = <const F extends Fields>(action: Action<LogsStore, F>): Action<LogsStore, F> =>
  action;
