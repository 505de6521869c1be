import { onMember } from '../../authorization/permission';
import { TAG_LIST } from '../../tags';
import { TAG_KEYS, tagActions } from '../tag-actions';
import { DEFAULT_BUS } from './event-bus';
import { eventsAction } from './events-action';
import { TAGGED } from './events-shapes';
import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { deleteRule, describeRule, disableRule, enableRule, listRules, putRule } from './rules';
import { createEventBus, deleteEventBus, listEventBuses, updateEventBus } from './event-buses';
import { EventsStore } from './events-store';
import { listTargetsByRule, putTargets, removeTargets } from './targets';
import { putEvents } from './put-events';
import { testEventPattern } from './test-event-pattern';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html */
const TAG_ACTIONS = tagActions(eventsAction, {
  resource: TAGGED,
  permission: (operation) => onMember(`events:${operation}`, 'ResourceARN'),
  tags: { Tags: { ...TAG_LIST, required: true } },
  keys: { TagKeys: { ...TAG_KEYS, max: 50 } },
  answer: {},
  get: ({ ResourceARN }, store) => store.mustFindTagged(ResourceARN).tags,
  set: ({ ResourceARN }, tags, store) => {
    store.mustFindTagged(ResourceARN).tags = tags;
  },
});

/** Amazon EventBridge: event buses and their rules. */
export const eventsDefinition: ServiceDefinition<EventsStore> = {
  scope: 'region',
  createStore: (platform) => new EventsStore(platform),
  apis: {
    events: jsonService({
      version: '1.1',
      target: 'AWSEvents',
      // Entries of 1 MB, doubled: their JSON is a JSON string, with a backslash before each quote.
      maxBodyBytes: { PutEvents: 2 * 1024 * 1024 },
      actions: {
        ...TAG_ACTIONS,
        CreateEventBus: createEventBus,
        DeleteEventBus: deleteEventBus,
        DeleteRule: deleteRule,
        DescribeRule: describeRule,
        DisableRule: disableRule,
        EnableRule: enableRule,
        ListEventBuses: listEventBuses,
        ListRules: listRules,
        ListTargetsByRule: listTargetsByRule,
        PutEvents: putEvents,
        PutRule: putRule,
        PutTargets: putTargets,
        RemoveTargets: removeTargets,
        TestEventPattern: testEventPattern,
        UpdateEventBus: updateEventBus,
      },
    }),
  },
  inventory: (store) =>
    store
      .listBuses()
      .flatMap(({ name, rules }) => [
        ...(name === DEFAULT_BUS ? [] : [{ type: 'AWS::Events::EventBus', id: name }]),
        ...[...rules.values()].map(({ arn }) => ({ type: 'AWS::Events::Rule', id: arn })),
      ]),
  close: async (store) => store.close(),
};
