import { onAnything } from '../../../authorization/permission';
import { EventStream, type EventSource } from '../data/event-stream';
import type { Dataset } from '../dataset';
import { invalidInput } from '../errors';
import { personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import { STREAMED_ID } from '../shapes';
import { meterStreamed, streamedEvent } from './streamed-event';

/** Maximum event types of a dataset group. @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html */
const MAX_EVENT_TYPES = 10;

/**
 * All or nothing. Events reach filters and Recommended for you at once, the other use cases at their next
 * training.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_UBS_PutEvents.html
 */
export const putEvents = personalizeAction({
  input: {
    trackingId: { ...STREAMED_ID, required: true },
    userId: STREAMED_ID,
    sessionId: { ...STREAMED_ID, required: true },
    eventList: {
      type: 'list',
      min: 1,
      max: 10,
      of: {
        type: 'structure',
        fields: {
          eventId: STREAMED_ID,
          eventType: { ...STREAMED_ID, required: true },
          eventValue: { type: 'number' },
          itemId: STREAMED_ID,
          properties: { type: 'string', min: 1, max: 1024 },
          sentAt: { type: 'timestamp', required: true },
          recommendationId: { type: 'string', min: 1, max: 40 },
          impression: { type: 'list', min: 1, max: 25, of: STREAMED_ID },
          metricAttribution: {
            type: 'structure',
            fields: {
              eventAttributionSource: {
                type: 'string',
                max: 1024,
                pattern: / *[\x21-\x7E][\x20-\x7E]*/,
                required: true,
              },
            },
          },
        },
      },
      required: true,
    },
  },
  permissions: onAnything('personalize:PutEvents'),
  run: ({ trackingId, userId, sessionId, eventList }, store) => {
    const dataset = trackedDataset(trackingId, store);
    const { parsed } = store.schemas.mustGet(dataset.schemaArn);
    const source: EventSource = { sessionId, userId };
    const events = eventList.map((event, at) =>
      streamedEvent(event, { where: `eventList.${at + 1}`, source, schema: parsed }),
    );
    const stream = dataset.events ?? new EventStream();
    const types = new Set([...stream.eventTypes, ...events.map(({ eventType }) => eventType)]);
    if (types.size > MAX_EVENT_TYPES)
      throw invalidInput(
        `With these events ${types.size} event types would have been streamed: ${[...types].join(', ')}. ` +
          `${MAX_EVENT_TYPES} are allowed.`,
      );
    dataset.events = stream;
    events.forEach((event, at) => stream.put(source, event, eventList[at].eventId));
    meterStreamed(eventList, store.platform.meter);
    return undefined;
  },
});

function trackedDataset(trackingId: string, store: PersonalizeStore): Dataset {
  const [tracker] = store.eventTrackers.list({ trackingId });
  if (!tracker) throw invalidInput(`There is no event tracker with the trackingId ${trackingId}.`);
  if (tracker.status !== 'ACTIVE')
    throw invalidInput(
      `The event tracker ${tracker.arn} is in the state ${tracker.status}; it takes events when it is ACTIVE.`,
    );
  // A tracker requires an Interactions dataset, which cannot be deleted before it.
  return store.datasetOf(tracker.datasetGroupArn, 'INTERACTIONS')!;
}
