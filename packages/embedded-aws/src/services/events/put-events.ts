import type { Need } from '../../authorization/permission';
import type { InputOf, Shape } from '../../gateway/shape';
import { isRecord, MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../bounded-json';
import { DEFAULT_BUS } from './event-bus';
import { eventsAction } from './events-action';
import type { EventsStore } from './events-store';
import { AwsError } from '../../aws-error';

const ENTRY_FIELDS = {
  Time: { type: 'timestamp' },
  Source: { type: 'string' },
  Resources: { type: 'list', of: { type: 'string' } },
  DetailType: { type: 'string' },
  Detail: { type: 'string' },
  EventBusName: { type: 'string', min: 1, max: 1600 },
  // Accepted but unused: there is no tracing.
  TraceHeader: { type: 'string', max: 500 },
} as const satisfies Record<string, Shape>;

type Entry = InputOf<typeof ENTRY_FIELDS>;

const MAX_BYTES = 1_048_576;

/** Size as EventBridge counts it. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const bytesOf = ({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: Entry): number =>
  [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), 0) +
  (Time === undefined ? 0 : 14);

/** Entries fail independently. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const putEvents = eventsAction({
  input: {
    Entries: {
      type: 'list',
      required: true,
      min: 1,
      max: 10,
      of: { type: 'structure', fields: ENTRY_FIELDS },
    },
  },
  permissions: ({ Entries }, store) => Entries.map((entry) => toPut(entry, store)),
  run: ({ Entries }, store) => {
    if (Entries.reduce((sum, entry) => sum + bytesOf(entry), 0) > MAX_BYTES)
      throw new AwsError(
        'ValidationException',
        'Total size of the entries in the request is over the limit.',
      );
    const results = Entries.map((entry) => putEvent(entry, store));
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  },
});

/** Permission to put one entry: the keys are those of that entry alone. */
const toPut = ({ EventBusName = DEFAULT_BUS, Source, DetailType }: Entry, store: EventsStore): Need => ({
  action: 'events:PutEvents',
  resources: [store.busArn(EventBusName)],
  context: {
    ...(Source !== undefined && { 'events:source': Source }),
    ...(DetailType !== undefined && { 'events:detail-type': DetailType }),
  },
});

function putEvent(entry: Entry, store: EventsStore): { EventId: string } | { ErrorCode: string } {
  const { Source: source = '', DetailType: detailType = '', Detail = '', Resources: resources, Time } = entry;
  const failed = (ErrorCode: string, ErrorMessage: string): { ErrorCode: string; ErrorMessage: string } => ({
    ErrorCode,
    ErrorMessage,
  });
  for (const [name, value] of Object.entries({ Source: source, DetailType: detailType, Detail }))
    if (value === '')
      return failed(
        'InvalidArgument',
        `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      );
  if (source.startsWith('aws.'))
    return failed('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const { EventBusName = DEFAULT_BUS } = entry;
  const bus = store.listBuses().find(({ name, arn }) => name === EventBusName || arn === EventBusName);
  if (!bus) return failed('ResourceNotFoundException', `Event bus ${EventBusName} does not exist.`);
  const detail = parsed(Detail);
  if (!isRecord(detail)) return failed('MalformedDetail', 'Detail is malformed.');
  const timeMs = Time === undefined ? undefined : Time * 1_000;
  const event = { source, detailType, detail, resources, timeMs, busName: bus.name };
  return { EventId: store.platform.emit(event).id };
}

function parsed(text: string): unknown {
  try {
    return parseBoundedJson(text, MAX_DOCUMENT_LEVELS);
  } catch {
    return undefined;
  }
}
