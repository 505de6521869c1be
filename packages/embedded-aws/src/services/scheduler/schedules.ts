import { passRole, onAnything, type Permission } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { actionOf } from '../../gateway/action';
import { pageOf } from '../../gateway/page';
import type { ValueOf } from '../../gateway/shape';
import type { Platform } from '../../platform';
import { targetKindOf } from '../events/target/target-kinds';
import { assumeScheduleRole } from './call-target';
import {
  SCHEDULE_INPUT,
  NAMED_SCHEDULE,
  GROUP_NAME,
  SCHEDULE_STATE,
  CLIENT_TOKEN,
  type SCHEDULE_TARGET,
} from './scheduler-shapes';
import type { SchedulerStore } from './scheduler-store';

/** An operation of EventBridge Scheduler. */
const schedulerAction = actionOf<SchedulerStore>();

interface ScheduleInput {
  readonly Name: string;
  readonly GroupName?: string;
  readonly Target?: { readonly RoleArn: string };
}

/**
 * Permission for an action on a schedule, and for passing its role.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
 */
const onSchedule =
  (action: string): Permission<ScheduleInput, SchedulerStore> =>
  ({ Name, GroupName, Target }, store) => [
    { action, resources: [store.arnOf(Name, GroupName)] },
    ...passRole(Target?.RoleArn, 'scheduler.amazonaws.com'),
  ];

/** @throws AwsError `ResourceNotFoundException` for any group but the default one */
function checkGroup(name: string | undefined): void {
  if (name === undefined || name === 'default') return;
  throw new AwsError(
    'ResourceNotFoundException',
    `Schedule group ${name} does not exist. The embedded AWS has only the default one.`,
    404,
  );
}

/**
 * @throws AwsError `ValidationException` for an unsupported target, and for a role that does not trust
 *   Scheduler
 */
function checkTarget({ Arn, RoleArn }: ValueOf<typeof SCHEDULE_TARGET>, platform: Platform): void {
  targetKindOf(Arn);
  assumeScheduleRole(RoleArn, platform);
}

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
export const createSchedule = schedulerAction({
  input: SCHEDULE_INPUT,
  permissions: onSchedule('scheduler:CreateSchedule'),
  run: ({ Name: name, GroupName, ClientToken: _token, ...fields }, store) => {
    checkGroup(GroupName);
    if (store.find(name)) throw new AwsError('ConflictException', `Schedule ${name} already exists.`, 409);
    checkTarget(fields.Target, store.platform);
    const now = store.platform.clock.now() / 1_000;
    const arn = store.arnOf(name);
    store.put({ ...fields, name, arn, creationDate: now, lastModificationDate: now });
    return { ScheduleArn: arn };
  },
});

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html */
export const getSchedule = schedulerAction({
  input: NAMED_SCHEDULE,
  permissions: onSchedule('scheduler:GetSchedule'),
  run: ({ Name, GroupName }, store) => {
    checkGroup(GroupName);
    const entry = store.mustFind(Name);
    return {
      Arn: entry.arn,
      Name: entry.name,
      GroupName: 'default',
      Description: entry.Description,
      ScheduleExpression: entry.ScheduleExpression,
      ScheduleExpressionTimezone: entry.ScheduleExpressionTimezone ?? 'UTC',
      StartDate: entry.StartDate,
      EndDate: entry.EndDate,
      FlexibleTimeWindow: entry.FlexibleTimeWindow,
      ActionAfterCompletion: 'NONE',
      State: entry.State ?? 'ENABLED',
      Target: entry.Target,
      CreationDate: entry.creationDate,
      LastModificationDate: entry.lastModificationDate,
    };
  },
});

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListSchedules.html */
export const listSchedules = schedulerAction({
  input: {
    GroupName: GROUP_NAME,
    NamePrefix: GROUP_NAME,
    State: SCHEDULE_STATE,
    MaxResults: { type: 'integer', min: 1, max: 100 },
    NextToken: { type: 'string', min: 1, max: 2048 },
  },
  permissions: onAnything('scheduler:ListSchedules'),
  run: ({ GroupName, NamePrefix = '', State, MaxResults = 100, NextToken: token }, store) => {
    checkGroup(GroupName);
    const found = store
      .list()
      .filter(({ name }) => name.startsWith(NamePrefix))
      .filter((entry) => State === undefined || (entry.State ?? 'ENABLED') === State);
    const page = { size: MaxResults, token };
    const { items, nextToken } = pageOf(found, ({ name }) => name, page, 'ValidationException');
    return {
      Schedules: items.map((entry) => ({
        Arn: entry.arn,
        Name: entry.name,
        GroupName: 'default',
        State: entry.State ?? 'ENABLED',
        Target: { Arn: entry.Target.Arn },
        CreationDate: entry.creationDate,
        LastModificationDate: entry.lastModificationDate,
      })),
      NextToken: nextToken,
    };
  },
});

/** Omitted members return to their defaults. @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html */
export const updateSchedule = schedulerAction({
  input: SCHEDULE_INPUT,
  permissions: onSchedule('scheduler:UpdateSchedule'),
  run: ({ Name, GroupName, ClientToken: _token, ...fields }, store) => {
    checkGroup(GroupName);
    const { name, arn, creationDate } = store.mustFind(Name);
    checkTarget(fields.Target, store.platform);
    const lastModificationDate = store.platform.clock.now() / 1_000;
    store.put({ ...fields, name, arn, creationDate, lastModificationDate });
    return { ScheduleArn: arn };
  },
});

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteSchedule.html */
export const deleteSchedule = schedulerAction({
  input: { ...NAMED_SCHEDULE, ClientToken: CLIENT_TOKEN },
  permissions: onSchedule('scheduler:DeleteSchedule'),
  run: ({ Name, GroupName }, store) => {
    checkGroup(GroupName);
    store.remove(Name);
    return {};
  },
});
