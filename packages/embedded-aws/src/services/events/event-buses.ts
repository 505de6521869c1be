import { onAnything, type Permission } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';
import { TAG_LIST } from '../../tags';
import { DEFAULT_BUS, type EventBus } from './event-bus';
import { eventsAction } from './events-action';
import { PAGE } from './events-shapes';
import type { EventsStore } from './events-store';

/** Names with a slash are those of partners. */
const BUS_NAME = { type: 'string', min: 1, max: 256, pattern: /[.\-_A-Za-z0-9]+/ } as const satisfies Shape;
const NAMED_BUS = { Name: { ...BUS_NAME, required: true } } as const;
const DESCRIPTION = { type: 'string', max: 512 } as const satisfies Shape;

const onBus =
  (action: string): Permission<{ readonly Name?: string }, EventsStore> =>
  ({ Name = DEFAULT_BUS }, store) => [{ action, resources: [store.busArn(Name)] }];

const busView = ({ name, arn, description, createdMs, changedMs }: EventBus): object => ({
  Name: name,
  Arn: arn,
  Description: description,
  CreationTime: createdMs / 1_000,
  LastModifiedTime: changedMs / 1_000,
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const createEventBus = eventsAction({
  input: { ...NAMED_BUS, Description: DESCRIPTION, Tags: TAG_LIST },
  permissions: ({ Name, Tags = [] }, store) => {
    const resources = [store.busArn(Name)];
    return [
      { action: 'events:CreateEventBus', resources },
      ...(Tags.length > 0 ? [{ action: 'events:TagResource', resources }] : []),
    ];
  },
  run: ({ Name, Description, Tags = [] }, store) => {
    if (store.findBus(Name))
      throw new AwsError('ResourceAlreadyExistsException', `Event bus ${Name} already exists.`);
    const { arn } = store.addBus(Name, Description, Tags);
    return { EventBusArn: arn, Description };
  },
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UpdateEventBus.html */
export const updateEventBus = eventsAction({
  input: { Name: BUS_NAME, Description: DESCRIPTION },
  permissions: onBus('events:UpdateEventBus'),
  run: ({ Name, Description }, store) => {
    const bus = store.mustFindBus(Name);
    bus.description = Description;
    bus.changedMs = store.platform.clock.now();
    return { Arn: bus.arn, Name: bus.name, Description };
  },
});

/** Idempotent. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html */
export const deleteEventBus = eventsAction({
  input: NAMED_BUS,
  permissions: onBus('events:DeleteEventBus'),
  run: ({ Name }, store) => {
    if (Name === DEFAULT_BUS) throw new AwsError('ValidationException', 'Cannot delete event bus default.');
    if ((store.findBus(Name)?.rules.size ?? 0) > 0)
      throw new AwsError('ValidationException', `Event bus ${Name} can't be deleted since it has rules.`);
    store.removeBus(Name);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const listEventBuses = eventsAction({
  input: { NamePrefix: BUS_NAME, ...PAGE },
  permissions: onAnything('events:ListEventBuses'),
  run: ({ NamePrefix = '', Limit = 100, NextToken: token }, store) => {
    const found = store.listBuses().filter(({ name }) => name.startsWith(NamePrefix));
    const { items, nextToken } = pageOf(found, ({ name }) => name, { size: Limit, token });
    return { EventBuses: items.map(busView), NextToken: nextToken };
  },
});
