import { type PersonalizeEventsClient, PutEventsCommand } from '@aws-sdk/client-personalize-events';
import { randomUUID } from 'node:crypto';
import type { SentEvent } from './page-answers';
import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';

/** One of a user's interactions. */
export interface PastEvent {
  readonly itemId: string;
  readonly eventType: string;
  /** Milliseconds since the Unix epoch. */
  readonly timeMs: number;
}

/** A user's interactions, latest first; empty if the user is unknown. */
export function userHistory(interactions: Interactions, userId: string): PastEvent[] {
  const { userIds, users, itemIds, items, eventTypes, events, timestamps } = interactions;
  // Both are sorted, so a user's rows are contiguous, and binary search finds them.
  const user = firstFrom(userIds.length, (at) => userIds[at] >= userId);
  if (userIds[user] !== userId) return [];
  const begin = firstFrom(users.length, (at) => users[at] >= user);
  const end = firstFrom(users.length, (at) => users[at] > user);
  return Array.from({ length: end - begin }, (_, at) => end - 1 - at).map((row) => ({
    itemId: itemIds[items[row]],
    eventType: eventTypes[events[row]],
    timeMs: timestamps[row] * 1000,
  }));
}

/** Binary search: the smallest of 0, 1, …, `length` from which on a monotonic condition holds. */
function firstFrom(length: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Sends the page's events to a tracker. Also keeps them, because they are not in the training data yet. */
export class SentEvents {
  private readonly events: Map<string, PastEvent[]>;
  private readonly sessions: Map<string, string>;

  /** @param before - events of the previous deployment, which are kept if the tracker is the same */
  constructor(
    private readonly client: PersonalizeEventsClient,
    private readonly trackingId: string,
    before?: SentEvents,
  ) {
    const isSame = before?.trackingId === trackingId;
    this.events = isSame ? before.events : new Map<string, PastEvent[]>();
    this.sessions = isSame ? before.sessions : new Map<string, string>();
  }

  async send({ userId, itemId, eventType, recommendationId }: SentEvent): Promise<void> {
    const sentAt = new Date();
    const sessionId = this.sessions.get(userId) ?? randomUUID();
    this.sessions.set(userId, sessionId);
    await this.client.send(
      new PutEventsCommand({
        trackingId: this.trackingId,
        userId,
        sessionId,
        eventList: [{ itemId, eventType, recommendationId, sentAt, eventId: randomUUID() }],
      }),
    );
    this.events.set(userId, [{ itemId, eventType, timeMs: sentAt.getTime() }, ...this.of(userId)]);
  }

  /** Whether any user had such an event with an item on the page. */
  has(eventType: EventType, itemId: string): boolean {
    return [...this.events.values()].some((events) =>
      events.some((event) => event.eventType === eventType && event.itemId === itemId),
    );
  }

  /** A user's events on the page, latest first. */
  of(userId: string): readonly PastEvent[] {
    return this.events.get(userId) ?? [];
  }
}
