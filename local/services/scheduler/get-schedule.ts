import { checkGroup } from './check-group';
import { onSchedule, schedulerAction } from './scheduler-action';
import { NAMED_SCHEDULE } from './scheduler-shapes';

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
