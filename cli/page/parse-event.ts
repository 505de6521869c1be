import type { SentEvent } from '../../domain/page-api';
import { Refusal } from './refusal';

/**
 * Reads an event that the page sends.
 *
 * @throws Refusal that says what is wrong and what is allowed
 */
export function parseEvent(body: string): SentEvent {
  const event = parse(body);
  const text = (name: keyof SentEvent): string | undefined => {
    const value = event[name];
    if (value === undefined || (typeof value === 'string' && value !== '')) return value;
    throw new Refusal(400, `${name} is ${JSON.stringify(value)}, allowed is a text that is not empty.`);
  };
  const must = (name: keyof SentEvent): string => {
    const value = text(name);
    if (value !== undefined) return value;
    throw new Refusal(400, `The event lacks ${name}.`);
  };
  const eventType = must('eventType');
  if (eventType !== 'View' && eventType !== 'Purchase')
    throw new Refusal(400, `eventType is "${eventType}", allowed are View and Purchase.`);
  return {
    userId: must('userId'),
    itemId: must('itemId'),
    eventType,
    recommendationId: text('recommendationId'),
  };
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below, as for anything that is no object.
  }
  throw new Refusal(400, 'The body must be an event as a JSON object.');
}
