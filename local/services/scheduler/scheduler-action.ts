import { passRole, type Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { SchedulerStore } from './scheduler-store';

/** An operation of EventBridge Scheduler. */
export const schedulerAction = actionOf<SchedulerStore>();

interface ScheduleInput {
  readonly Name: string;
  readonly GroupName?: string;
  readonly Target?: { readonly RoleArn: string };
}

/**
 * The permission for an action on a schedule; one that hands it a role needs leave to pass that.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
 */
export const onSchedule =
  (action: string): Permission<ScheduleInput, SchedulerStore> =>
  ({ Name, GroupName, Target }, store) => [
    { action, resources: [store.arnOf(Name, GroupName)] },
    ...passRole(Target?.RoleArn, 'scheduler.amazonaws.com'),
  ];
