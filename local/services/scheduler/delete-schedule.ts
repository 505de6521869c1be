import { checkGroup } from './check-group';
import { onSchedule, schedulerAction } from './scheduler-action';
import { CLIENT_TOKEN, NAMED_SCHEDULE } from './scheduler-shapes';

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
