import { call, fire, tell, type Problem } from './call';
import { read, write } from './kept';
import { currentVisitor, randomId, visitorKnown } from './visitor';

/** What a shelf tells the API by itself, and what a page tells it. */
export interface ShopEvent {
  readonly type: 'Impression' | 'Click' | 'View' | 'AddToCart' | 'Purchase';
  readonly itemId: string;
  /** Unix time in seconds. */
  readonly at: number;
  readonly useCase?: string;
  readonly recommendationId?: string;
  /** What the shelf showed that led to it. */
  readonly impression?: readonly string[];
  readonly quantity?: number;
  readonly price?: number;
  /** By which Amazon Personalize takes an event once that was sent twice. */
  readonly id?: string;
}

/** What the API gets at once. */
export interface Sent {
  readonly session: string;
  /** For the experiment, as long as it goes on for this visitor. */
  readonly visitor?: number;
  /** Whether the visitor has not been counted for the experiment yet. */
  readonly first?: boolean;
  readonly events: readonly ShopEvent[];
}

/** Where events go, and of whom they are: of a user, or of the visitor. */
interface Receiver {
  readonly api: string;
  readonly userToken: string;
}

/** Events for one receiver. */
interface Batch extends Receiver {
  readonly events: ShopEvent[];
  isFirst?: boolean;
}

/** As many as Amazon Personalize takes at once. */
const MOST_EVENTS = 10;
const DELAY_MS = 1000;
/** What the API does not take after so many repetitions is lost. */
const REPETITIONS = 3;
/** Statuses of an API that takes nothing for now. */
const FOR_NOW = [429, 503];
const DAY_SECONDS = 24 * 3600;
/** Those after which a page often ends. */
const URGENT: readonly ShopEvent['type'][] = ['Click', 'Purchase'];

const waiting = new Map<string, Batch>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Unix time in seconds. */
export const now = (): number => Math.floor(Date.now() / 1000);

/** The events that wait, which are sent soon. */
function batchOf(api: string, userToken: string): Batch {
  const key = `${api} ${userToken}`;
  const batch = waiting.get(key) ?? { api, userToken, events: [] };
  waiting.set(key, batch);
  timer ??= setTimeout(sendAll, DELAY_MS);
  return batch;
}

/** Sends an event soon, with others. @returns false without consent, when nothing is sent */
export function record(api: string, userToken: string, event: ShopEvent): boolean {
  if (!currentVisitor()) return false;
  const size = batchOf(api, userToken).events.push({ ...event, id: randomId() });
  if (URGENT.includes(event.type) || size >= MOST_EVENTS) void visitorKnown().then(sendAll);
  return true;
}

/** Keeps which experiment an answer was part of, and tells the API of a visitor who is new in it. */
export function takePart(api: string, experiment: string, windowDays: number): void {
  if (read('experiment')?.split(' ')[1] !== experiment) batchOf(api, '').isFirst = true;
  write('experiment', `${now() + windowDays * DAY_SECONDS} ${experiment}`);
}

/** Sends what waits, also from a page that ends; without consent, drops it. */
export function sendAll(): void {
  clearTimeout(timer);
  timer = undefined;
  const visitor = currentVisitor();
  const isInExperiment = parseInt(read('experiment')!) > now();
  for (const batch of visitor ? waiting.values() : [])
    do {
      deliver(batch, {
        session: visitor!.session,
        visitor: isInExperiment ? visitor!.number : undefined,
        first: batch.isFirst,
        events: batch.events.splice(0, MOST_EVENTS),
      });
      batch.isFirst = undefined;
    } while (batch.events.length);
  waiting.clear();
}

/**
 * Sends a request, and repeats it as long as the API takes nothing or cannot be reached: after one second, two and four, or
 * when the API says; at once where the page may end. With the same ids, so that nothing counts twice.
 */
function deliver(to: Receiver, body: Sent, repetition = 0): void {
  const visitor = currentVisitor();
  // As text, for which a browser need not ask the API beforehand.
  const options = { method: 'POST', keepalive: true, body: JSON.stringify(body) };
  call(to.api, '/events', to.userToken, options).then(
    () => fire(document, 'sent', body),
    (problem: Problem) => {
      const { status = 503, retryAfter } = problem;
      if (repetition >= REPETITIONS || !FOR_NOW.includes(status)) return tell(document, problem);
      const isTime = new Promise((resolve) => {
        setTimeout(resolve, (retryAfter || 2 ** repetition) * 1000);
        document.addEventListener('visibilitychange', resolve, { once: true });
      });
      void isTime.then(() => {
        // Not where consent was withdrawn meanwhile.
        if (visitor === currentVisitor()) deliver(to, body, repetition + 1);
      });
    },
  );
}

globalThis.document?.addEventListener('visibilitychange', sendAll);
