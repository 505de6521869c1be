import type { IncomingMessage } from 'node:http';
import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { isOurId, OUR_ID_PROBLEM } from '@ecommerce-recommenders/shop-data/data/our-ids';
import type { PageProblem, SentEvent } from './page-answers';

/** Rejects a request with an HTTP status, and with the problem if the page has a message for it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problem?: PageProblem,
  ) {
    super(message);
  }
}

const MAX_BODY_BYTES = 4096;

/**
 * Reads the text of a JSON request body.
 *
 * @throws Refusal for other content types, which a cross-site form could send, or if it is too long
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\b/.test(type))
    throw new Refusal(415, `Content-Type is "${type}", allowed is application/json.`);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES)
      throw new Refusal(413, `The body is longer than ${grouped(MAX_BODY_BYTES)} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Parses an event that the page sends.
 *
 * @throws Refusal that says what is wrong and what is allowed
 */
export function parseEvent(body: string): SentEvent {
  const event = parse(body);
  const text = (name: keyof SentEvent): string | undefined => {
    const value = event[name];
    if (value === undefined || (typeof value === 'string' && value !== '')) return value;
    throw new Refusal(400, `${name} is ${JSON.stringify(value)}, allowed is a non-empty string.`);
  };
  const must = (name: keyof SentEvent): string => {
    const value = text(name);
    if (value !== undefined) return value;
    throw new Refusal(400, `The event lacks ${name}.`);
  };
  const eventType = must('eventType');
  if (eventType !== 'View' && eventType !== 'Purchase')
    throw new Refusal(400, `eventType is "${eventType}", allowed are View and Purchase.`);
  const userId = checkedId('userId', must('userId'));
  if (isOurId(userId)) throw new Refusal(400, `userId ${OUR_ID_PROBLEM}.`);
  return {
    userId,
    itemId: checkedId('itemId', must('itemId')),
    eventType,
    recommendationId: text('recommendationId'),
  };
}

/** Maximum length of an id of a user or item, in Personalize. */
const MAX_ID = 256;

/** @throws Refusal for an id that Personalize would reject */
export function checkedId(name: string, id: string): string {
  if (id.length <= MAX_ID) return id;
  throw new Refusal(400, `${name} has ${grouped(id.length)} characters, allowed are ${MAX_ID}.`);
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // The problem is reported below, as for anything that is not an object.
  }
  throw new Refusal(400, 'The body must be an event as a JSON object.');
}
