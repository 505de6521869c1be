import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { SchedulerStore } from './scheduler-store';

/** An operation of EventBridge Scheduler. */
export const schedulerAction = <const F extends Fields>(
  action: Action<SchedulerStore, F>,
): Action<SchedulerStore, F> => action;
