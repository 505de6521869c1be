import { call, fire, reportProblem, type Problem } from './call';
import { read, write, keptGuest } from './kept';
import { currentVisitor, guestToken, randomId, visitorKnown } from './visitor';

/** An event, sent by a shelf or by the page. */
export interface ShopEvent {
  readonly type: 'Impression' | 'Click' | 'View' | 'AddToCart' | 'Purchase';
  readonly itemId: string;
  /** Unix time in seconds. */
  readonly at: number;
  readonly useCase?: string;
  readonly shelf?: string;
  readonly from?: string;
  readonly recommendationId?: string;
  /** Items of the shelf that led to the event. */
  readonly impression?: readonly string[];
  readonly quantity?: number;
  readonly price?: number;
  /** Id with which Personalize ignores duplicates. */
  readonly id?: string;
}

/** Body of a request with events. */
export interface Sent {
  readonly session: string;
  /** Present while the visitor takes part in an experiment. */
  readonly visitor?: number;
  /** Whether the visitor has not been counted for the experiment yet. */
  readonly first?: boolean;
  readonly events: readonly ShopEvent[];
}

/** API to which events are sent, and the user to whom they belong, if any. */
interface Receiver {
  readonly api: string;
  readonly userToken: string;
}

/** Pending events for one receiver. */
interface Batch extends Receiver {
  readonly events: ShopEvent[];
  isFirst?: boolean;
}

/** Personalize's maximum number of events in a request. */
const MOST_EVENTS = 10;
const DELAY_MS = 1000;
/** Number of retries after which events are dropped. */
const REPETITIONS = 3;
const RETRYABLE = [429, 503];
const DAY_SECONDS = 24 * 3600;
/** Event types that are often followed by a navigation, so they are sent at once. */
const URGENT: readonly ShopEvent['type'][] = ['Click', 'Purchase'];
/** Event types that count only in experiments. They need no guest. */
const COUNTED: readonly ShopEvent['type'][] = ['Impression', 'Click'];

const waiting = new Map<string, Batch>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Unix time in seconds. */
export const now = (): number => Math.floor(Date.now() / 1000);

/** The batch for a receiver. A new batch is sent after a short delay. */
function batchOf(api: string, userToken: string): Batch {
  const key = `${api} ${userToken}`;
  const batch = waiting.get(key) ?? { api, userToken, events: [] };
  waiting.set(key, batch);
  timer ??= setTimeout(sendAll, DELAY_MS);
  return batch;
}

/** Adds an event to the batch, which is sent soon. @returns false without consent; then nothing is sent */
export function record(api: string, userToken: string, event: ShopEvent): boolean {
  if (!currentVisitor()) return false;
  const size = batchOf(api, userToken).events.push({ ...event, id: randomId() });
  if (URGENT.includes(event.type) || size >= MOST_EVENTS) void visitorKnown().then(sendAll);
  return true;
}

/** Stores the experiment of an answer, and makes the API count a visitor who is new in it. */
export function takePart(api: string, experiment: string, windowDays: number): void {
  if (read('experiment')?.split(' ')[1] !== experiment) batchOf(api, '').isFirst = true;
  write('experiment', `${now() + windowDays * DAY_SECONDS} ${experiment}`);
}

/** Sends all pending events, even while the page is being unloaded. Without consent, drops them. */
export function sendAll(): void {
  clearTimeout(timer);
  timer = undefined;
  const visitor = currentVisitor();
  const isInExperiment = parseInt(read('experiment')!) > now();
  for (const batch of visitor ? waiting.values() : [])
    do {
      void deliver(batch, {
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
 * Sends a request. If the API is throttled or unreachable, it retries after one, two and four seconds or after
 * Retry-After, or at once if the page may be unloaded. Retries have the same event ids, so that nothing counts twice.
 */
async function deliver(to: Receiver, body: Sent, repetition = 0): Promise<void> {
  const visitor = currentVisitor();
  // text/plain needs no CORS preflight.
  const options = { method: 'POST', keepalive: true, body: JSON.stringify(body) };
  try {
    const needsGuest = !to.userToken && body.events.some(({ type }) => !COUNTED.includes(type));
    // Awaits only if necessary, because the page may be about to unload.
    if (needsGuest && visitor?.isGuest) await becomeGuest(to.api);
    if (visitor !== currentVisitor()) return;
    await call(to.api, '/events', to.userToken || guestToken(), options);
    fire(document, 'sent', body);
  } catch (error) {
    const problem = error as Problem;
    const { status = 503, retryAfter } = problem;
    if (repetition >= REPETITIONS || !RETRYABLE.includes(status)) return reportProblem(document, problem);
    await new Promise((resolve) => {
      setTimeout(resolve, (retryAfter || 2 ** repetition) * 1000);
      document.addEventListener('visibilitychange', resolve, { once: true });
    });
    // Skipped if consent was withdrawn in the meantime.
    if (visitor === currentVisitor()) void deliver(to, body, repetition + 1);
  }
}

globalThis.document?.addEventListener('visibilitychange', sendAll);

/** The API's answer when it admits a guest. */
interface Admitted {
  /** Id, for the shop's back end. */
  readonly guest: string;
  readonly token: string;
  /** Unix time in seconds. */
  readonly expires: number;
}

/** After a refusal, the API is not asked again for this long. */
const REFUSED_SECONDS = 3600;

let asking: Promise<void> | undefined;

/** Registers a consenting visitor as a guest, once. Never fails: without a guest, events belong to the session. */
async function becomeGuest(api: string): Promise<void> {
  // While the page is being left, the answer would not arrive in time.
  if (!currentVisitor()?.isGuest || keptGuest() || document.visibilityState === 'hidden') return;
  asking ??= admit(api).finally(() => (asking = undefined));
  await asking;
}

async function admit(api: string): Promise<void> {
  const visitor = currentVisitor();
  const refused = { guest: '', token: '', expires: Math.floor(Date.now() / 1000) + REFUSED_SECONDS };
  const { guest, token, expires } = (await call(api, '/guests', '', { method: 'POST' }).catch(
    () => refused,
  )) as Admitted;
  // Skipped if consent was withdrawn in the meantime.
  if (visitor !== currentVisitor()) return;
  write('guest', `${expires} ${token} ${guest}`);
  if (guest) fire(document, 'guest', { guest });
}
