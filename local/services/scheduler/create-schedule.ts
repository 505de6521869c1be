import { AwsError } from '../../aws-error';
import { checkGroup } from './check-group';
import { checkTarget } from './check-target';
import { onSchedule, schedulerAction } from './scheduler-action';
import { SCHEDULE_INPUT } from './scheduler-shapes';

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
