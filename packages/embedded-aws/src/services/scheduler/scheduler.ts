import { messageKey } from '../../gateway/message-key';
import { restJsonService } from '../../gateway/rest-json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { createSchedule, deleteSchedule, getSchedule, listSchedules, updateSchedule } from './schedules';
import { SchedulerStore } from './scheduler-store';

const ONE = '/schedules/{Name}';
const GROUP = { groupName: 'GroupName' };

/** Amazon EventBridge Scheduler: schedules in the default group. */
export const schedulerDefinition: ServiceDefinition<SchedulerStore> = {
  scope: 'region',
  createStore: (platform) => new SchedulerStore(platform),
  apis: {
    scheduler: restJsonService({
      messageKey: messageKey('Message'),
      name: 'scheduler',
      operations: {
        CreateSchedule: { route: `POST ${ONE}`, action: createSchedule },
        DeleteSchedule: {
          route: `DELETE ${ONE}`,
          action: deleteSchedule,
          query: { ...GROUP, clientToken: 'ClientToken' },
        },
        GetSchedule: { route: `GET ${ONE}`, action: getSchedule, query: GROUP },
        ListSchedules: {
          route: 'GET /schedules',
          action: listSchedules,
          query: {
            ScheduleGroup: 'GroupName',
            NamePrefix: 'NamePrefix',
            State: 'State',
            MaxResults: 'MaxResults',
            NextToken: 'NextToken',
          },
        },
        UpdateSchedule: { route: `PUT ${ONE}`, action: updateSchedule },
      },
    }),
  },
  inventory: (store) => store.list().map(({ arn }) => ({ type: 'AWS::Scheduler::Schedule', id: arn })),
  close: async (store) => store.close(),
};
