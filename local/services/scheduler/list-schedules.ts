import { onAnything } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { checkGroup } from './check-group';
import { schedulerAction } from './scheduler-action';
import { GROUP_NAME, SCHEDULE_STATE } from './scheduler-shapes';

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
