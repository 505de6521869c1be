import { checkGroup } from './check-group';
import { checkTarget } from './check-target';
import { onSchedule, schedulerAction } from './scheduler-action';
import { SCHEDULE_INPUT } from './scheduler-shapes';

/** What is not given has its default again. @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html */
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
