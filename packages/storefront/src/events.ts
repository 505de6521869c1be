import { call, fire, tell, type Problem } from './call';
import { currentVisitor, visitorKnown } from './visitor';

/** What a shelf tells the API by itself, and what a page tells it. */
export interface ShopEvent {
  readonly type: 'Impression' | 'Click' | 'View' | 'AddToCart' | 'Purchase';
  readonly itemId: string;
  /** Unix time in seconds. */
  readonly at: number;
  readonly useCase?: string;
  readonly recommendationId?: string;
  readonly quantity?: number;
  readonly price?: number;
}

/** What the API gets at once. */
export interface Sent {
  readonly session: string;
  readonly visitor?: number;
  readonly events: readonly ShopEvent[];
}

/** Events for one API by one user, or by the visitor. */
interface Batch {
  readonly api: string;
  readonly userToken: string;
  readonly events: ShopEvent[];
}

/** As many as Amazon Personalize takes at once. */
const MOST_EVENTS = 10;
const DELAY_MS = 1000;
/** Those after which a page often ends. */
const URGENT: readonly ShopEvent['type'][] = ['Click', 'Purchase'];

const waiting = new Map<string, Batch>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Unix time in seconds. */
export const now = (): number => Math.floor(Date.now() / 1000);

/** Sends an event soon, with others. @returns false without consent, when nothing is sent */
export function record(api: string, userToken: string, event: ShopEvent): boolean {
  if (!currentVisitor()) return false;
  const key = `${api} ${userToken}`;
  const batch = waiting.get(key) ?? { api, userToken, events: [] };
  waiting.set(key, batch);
  const size = batch.events.push(event);
  if (URGENT.includes(event.type) || size >= MOST_EVENTS) void visitorKnown().then(sendAll);
  else timer ??= setTimeout(sendAll, DELAY_MS);
  return true;
}

/** Sends what waits, also from a page that ends; without consent, drops it. */
export function sendAll(): void {
  clearTimeout(timer);
  timer = undefined;
  const visitor = currentVisitor();
  for (const { api, userToken, events } of waiting.values())
    while (visitor && events.length) {
      const body: Sent = {
        session: visitor.session,
        visitor: visitor.number,
        events: events.splice(0, MOST_EVENTS),
      };
      // As text, for which a browser need not ask the API beforehand.
      const options = { method: 'POST', keepalive: true, body: JSON.stringify(body) };
      call(api, '/events', userToken, options).then(
        () => fire(document, 'sent', body),
        (problem: Problem) => tell(document, problem),
      );
    }
  waiting.clear();
}

globalThis.document?.addEventListener('visibilitychange', sendAll);
