import type { Meter } from '../../../billing/meter';
import type { EventSource, StreamedEvent } from '../data/event-stream';
import { KEY_COLUMNS, ORDER_COLUMN, addToRowHash, ROW_HASH_START } from '../data/interaction-log';
import { parseProperties } from '../data/parse-properties';
import type { ParsedSchema } from '../data/parsed-schema';
import { recordTexts } from '../data/record-texts';
import { invalidInput } from '../errors';

/** An event of a PutEvents request. */
interface EventInput {
  readonly eventType: string;
  readonly eventValue?: number;
  readonly itemId?: string;
  readonly properties?: string;
  /** Unix seconds. */
  readonly sentAt: number;
  readonly recommendationId?: string;
  readonly impression?: readonly string[];
  readonly metricAttribution?: { readonly eventAttributionSource: string };
}

/** Context for parsing an event. */
interface EventContext {
  /** Position in the request, for messages: `eventList.1`. */
  readonly where: string;
  readonly source: EventSource;
  readonly schema: ParsedSchema;
}

const MAX_EVENT_BYTES = 10 * 1024;

const FORBIDDEN = ['userId', 'sessionId', 'eventType', 'timestamp', 'recommendationId', 'impression'];

/**
 * Converts an event to a row of interactions.
 *
 * @throws AwsError `InvalidInputException` if the dataset's schema does not allow it
 */
export function streamedEvent(event: EventInput, { where, source, schema }: EventContext): StreamedEvent {
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes > MAX_EVENT_BYTES)
    throw invalidInput(`${where} has ${bytes} bytes; ${MAX_EVENT_BYTES} are allowed.`);
  for (const property of Object.keys(parseProperties(where, event.properties)))
    if (FORBIDDEN.some((name) => name.toLowerCase() === property.toLowerCase()))
      throw invalidInput(`${where}.properties has ${property}. It must not have ${FORBIDDEN.join(', ')}.`);
  // Columns missing from the schema are ignored: nothing learns from them.
  const texts = recordTexts(schema, {
    where,
    members: {
      USER_ID: source.userId ?? source.sessionId,
      ITEM_ID: event.itemId,
      EVENT_TYPE: event.eventType,
      TIMESTAMP: Math.floor(event.sentAt),
      EVENT_VALUE: event.eventValue,
      RECOMMENDATION_ID: event.recommendationId,
      IMPRESSION: event.impression?.join('|'),
      EVENT_ATTRIBUTION_SOURCE: event.metricAttribution?.eventAttributionSource,
    },
    properties: event.properties,
  });
  const textOf = (name: string): string => texts[schema.columns.findIndex((column) => column.name === name)];
  // Empty if the event has no order, undefined if the schema has no such column.
  const orderId: string | undefined = textOf(ORDER_COLUMN);
  return {
    itemId: textOf('ITEM_ID'),
    eventType: event.eventType,
    timestamp: Number(textOf('TIMESTAMP')),
    rest: hashOfOthers(schema, texts),
    ...(orderId && { orderId }),
  };
}

/** Same hash as in an import, so that an event both streamed and imported counts once. */
function hashOfOthers({ columns }: ParsedSchema, texts: readonly string[]): number {
  const others = texts.filter((_, column) => !KEY_COLUMNS.includes(columns[column].name));
  const hash = others.reduce((seed, text) => {
    const bytes = Buffer.from(text);
    return addToRowHash(seed, bytes, 0, bytes.length);
  }, ROW_HASH_START);
  return others.length === 0 ? 0 : hash >>> 0;
}

/** Counts streamed events, items or users as ingestion: their bytes as JSON. */
export const meterStreamed = (records: readonly object[], meter: Meter): void =>
  meter.add('ingestion', Buffer.byteLength(JSON.stringify(records)) / 1e9);
