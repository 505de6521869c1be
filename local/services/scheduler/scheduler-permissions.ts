import { onAnything } from '../../authorization/needs';
import { passRole } from '../../authorization/pass-role';
import type { Permission, Permissions } from '../../authorization/permission';
import type { SchedulerStore } from './scheduler-store';

interface ScheduleInput {
  readonly Name: string;
  readonly GroupName?: string;
  readonly Target?: { readonly RoleArn: string };
}

/** On the schedule; an operation that hands it a role needs leave to pass that. */
const onSchedule =
  (action: string): Permission<SchedulerStore> =>
  ({ Name, GroupName, Target }: ScheduleInput, store) => [
    { action, resources: [store.arnOf(Name, GroupName)] },
    ...passRole(Target?.RoleArn, 'scheduler.amazonaws.com'),
  ];

/**
 * What EventBridge Scheduler's operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
 */
export const SCHEDULER_PERMISSIONS: Permissions<SchedulerStore> = {
  CreateSchedule: onSchedule('scheduler:CreateSchedule'),
  DeleteSchedule: onSchedule('scheduler:DeleteSchedule'),
  GetSchedule: onSchedule('scheduler:GetSchedule'),
  ListSchedules: onAnything('scheduler:ListSchedules'),
  UpdateSchedule: onSchedule('scheduler:UpdateSchedule'),
};
