import {
  PutEventsCommand,
  type Event,
  type MetricAttribution,
  type PersonalizeEventsClient,
} from '@aws-sdk/client-personalize-events';
import {
  API_EVENT_TYPES,
  type ApiEvent,
  type ApiEvents,
} from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import { dayOf } from '@ecommerce-recommenders/shop-data/contracts/utc-day';
import { GUEST_EVENTS_PER_DAY } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { anonymousId, isGuestId } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { createHash } from 'node:crypto';
import { isTransient } from '../shop/resources/is-transient';
import { budgetOf } from './budget';
import { RequestProblem } from './check-request';
import type { StoredItems } from './stored-items';
import type { Proof, ProvenPurchases } from './prove-user';

/** Dependencies of {@link takeEvents}. */
export interface EventsDeps {
  readonly tracker: Pick<PersonalizeEventsClient, 'send'>;
  readonly trackingId: string;
  /** Whether the shop has an item table. */
  readonly hasItems: boolean;
  readonly items: StoredItems;
  /** Whether events without a recommender name the source of their shelf to Personalize. @default false */
  readonly namesSources?: boolean;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Time limit for sending the events of a request, including retries. */
const EVENTS_MS = 1_000;

/** Delays between attempts. */
const PAUSES_MS = [50, 100, 200];

/** PutEvents accepts 10 KiB per event, including field names and the ids that are added here. */
const MAX_EVENT_BYTES = 10_000;

/** Maximum age of an event, and tolerated skew of the visitor's clock. */
const OLDEST_MS = 24 * 3_600_000;
const AHEAD_MS = 5 * 60_000;

/**
 * Checks events and sends them to the tracker. All events of a request are one call, which accepts all or none.
 *
 * @returns a function that resolves to the number of events, and rejects with the tracker's error
 */
export function takeEvents(deps: EventsDeps): (sent: ApiEvents, proof: Proof) => Promise<number> {
  const { tracker, trackingId, hasItems, items, namesSources, newId, now } = deps;
  return async ({ session, events }, { user, purchases }) => {
    const table = hasItems ? await items.current() : undefined;
    const isKnown = (id: string): boolean => !table || table.has(id);
    events.forEach((event, at) => {
      const problem = problemOf(event, now(), isKnown);
      if (problem !== undefined) throw new RequestProblem(400, `events[${at}]${problem}`);
    });
    const unproven = events.find(
      ({ type, itemId }) => API_EVENT_TYPES[type].needsPurchase && !purchases?.itemIds.includes(itemId),
    );
    if (unproven)
      throw new RequestProblem(
        403,
        `A ${unproven.type} needs a token that names its item in purchases. docs/api.md says how to make one. None of the events ` +
          'was accepted.',
      );
    const tracked = events.filter(({ type }) => API_EVENT_TYPES[type].isTracked);
    if (tracked.length === 0) return events.length;
    const command = new PutEventsCommand({
      trackingId,
      userId: user,
      sessionId: sessionOf(session, user),
      eventList: tracked.map((event): Event => ({
        // Retries send the same ids, and Personalize ignores duplicates.
        eventId: purchaseId(event, purchases) ?? guestEventId(event, user, now()) ?? event.id ?? newId(),
        eventType: event.type,
        itemId: event.itemId,
        sentAt: new Date(event.at === undefined ? now() : event.at * 1_000),
        recommendationId: event.recommendationId,
        impression: impressionOf(event, isKnown),
        metricAttribution: namesSources ? attributionOf(event) : undefined,
      })),
    });
    const budget = budgetOf(EVENTS_MS, now);
    for (let attempt = 0; ; attempt++) {
      try {
        await budget.within((abortSignal) => tracker.send(command, { abortSignal }));
        return events.length;
      } catch (error) {
        const pauseMs = PAUSES_MS[attempt];
        if (pauseMs === undefined || budget.leftMs() <= pauseMs || !isTransient(error, Infinity)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  };
}

/**
 * Session id for Personalize, which attributes a session's anonymous events to the user of a later event. A guest
 * gets separate session ids; otherwise anybody could attribute any number of anonymous events to a guest.
 */
const sessionOf = (session: string, user: string | undefined): string =>
  user !== undefined && isGuestId(user) ? `${user}:${session}` : anonymousId(session);

/**
 * Attribution source of an event: use case and source of its shelf. Absent if there is a recommendationId, because
 * Personalize then knows the recommender. There are few possible values, because Personalize accepts 100.
 */
const attributionOf = ({ recommendationId, useCase, from }: ApiEvent): MetricAttribution | undefined =>
  recommendationId === undefined && useCase !== undefined && from !== undefined
    ? { eventAttributionSource: `${useCase}/${from}` }
    : undefined;

/** Id of a purchase. It is the same for each use of the token, so that Personalize counts each bought item once. */
function purchaseId({ type, itemId }: ApiEvent, purchases: ProvenPurchases | undefined): string | undefined {
  if (!API_EVENT_TYPES[type].needsPurchase || !purchases) return undefined;
  return createHash('sha256').update(`${purchases.token}\n${itemId}`).digest('base64url');
}

/**
 * Id of a guest's event: one of {@link GUEST_EVENTS_PER_DAY} per day, chosen by type and item. Personalize trains
 * only on the first event with an id, so invented events give a guest at most one vote per item and day.
 */
function guestEventId(
  { type, itemId }: ApiEvent,
  user: string | undefined,
  nowMs: number,
): string | undefined {
  if (user === undefined || !isGuestId(user)) return undefined;
  const digest = createHash('sha256').update(`${type}\n${itemId}`).digest();
  const number = digest.readUInt32BE() % GUEST_EVENTS_PER_DAY;
  return createHash('sha256')
    .update(`${user}\n${dayOf(nowMs)}\n${number}`)
    .digest('base64url');
}

/** Text to append to an event's name in an error message; `undefined` if the event is valid. */
function problemOf(event: ApiEvent, nowMs: number, isKnown: (itemId: string) => boolean): string | undefined {
  const { itemId, at } = event;
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes > MAX_EVENT_BYTES) return ` has ${bytes} bytes, allowed are ${MAX_EVENT_BYTES}.`;
  const ageMs = at === undefined ? 0 : nowMs - at * 1_000;
  if (ageMs > OLDEST_MS || ageMs < -AHEAD_MS)
    return `.at is ${at}, allowed are Unix seconds of the last 24 hours.`;
  return isKnown(itemId) ? undefined : `: unknown item ${itemId.slice(0, 60)}. It is not in the shop's data.`;
}

/** The items shown, without those that have been withdrawn since. Browsers may store impressions for days. */
function impressionOf(
  { impression = [] }: ApiEvent,
  isKnown: (itemId: string) => boolean,
): string[] | undefined {
  const shown = impression.filter(isKnown);
  return shown.length > 0 ? shown : undefined;
}
