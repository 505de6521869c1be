/** A streamed event that has an item. */
export interface StreamedEvent {
  readonly itemId: string;
  readonly eventType: string;
  /** Whole Unix seconds. */
  readonly timestamp: number;
  /** Hash of the row's other columns, as computed by an import. */
  readonly rest: number;
  /** Absent for an event without an order. */
  readonly orderId?: string;
}

/** An event with its sequence number. */
export interface ReceivedEvent extends StreamedEvent {
  /** {@link EventStream.received} before it. */
  readonly number: number;
}

/** Sender of an event. */
export interface EventSource {
  readonly sessionId: string;
  /** Absent for anonymous users. */
  readonly userId?: string;
}

/**
 * Events streamed into a dataset. Anonymous events are filed under their session until an event of that
 * session names the user; training then attributes them to that user.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/recording-item-interaction-events.html
 */
export class EventStream {
  /** Incremented by every event, so that caches and models can find newer ones. */
  received = 0;
  readonly eventTypes = new Set<string>();
  private readonly users = new Map<string, ReceivedEvent[]>();
  private readonly sessions = new Map<string, ReceivedEvent[]>();
  private readonly userOfSession = new Map<string, string>();
  private readonly eventIds = new Set<string>();

  /** Adds an event unless its id is known. Training deduplicates identical events. */
  put({ sessionId, userId }: EventSource, event: StreamedEvent, eventId?: string): void {
    const number = this.received++;
    if (userId !== undefined) this.userOfSession.set(sessionId, userId);
    if (eventId !== undefined) {
      if (this.eventIds.has(eventId)) return;
      this.eventIds.add(eventId);
    }
    this.eventTypes.add(event.eventType);
    const [owners, owner] = userId === undefined ? [this.sessions, sessionId] : [this.users, userId];
    const events = owners.get(owner) ?? [];
    owners.set(owner, events);
    insert(events, { ...event, number });
  }

  /** Events of a user or an anonymous session, by id; oldest first. */
  of(id: string): readonly ReceivedEvent[] {
    return this.users.get(id) ?? this.sessions.get(id) ?? [];
  }

  /**
   * Deletes the events of users, and those of their sessions.
   *
   * @param before - {@link received} at some time: later events stay
   * @returns how many
   */
  forget(userIds: ReadonlySet<string>, before: number): number {
    let gone = 0;
    /** @returns whether none is left */
    const forgetFrom = (owners: Map<string, ReceivedEvent[]>, id: string): boolean => {
      const events = owners.get(id) ?? [];
      const later = events.filter(({ number }) => number >= before);
      gone += events.length - later.length;
      if (later.length > 0) owners.set(id, later);
      else owners.delete(id);
      return later.length === 0;
    };
    const came = new Set<string>();
    for (const id of userIds) if (!forgetFrom(this.users, id)) came.add(id);
    for (const [sessionId, userId] of this.userOfSession) {
      if (!userIds.has(userId)) continue;
      const isGone = forgetFrom(this.sessions, sessionId);
      if (isGone && !came.has(userId)) this.userOfSession.delete(sessionId);
    }
    return gone;
  }

  /** All events with a known user, and that user. */
  *attributed(): Iterable<readonly [userId: string, event: StreamedEvent]> {
    for (const [userId, events] of this.users) for (const event of events) yield [userId, event];
    for (const [sessionId, userId] of this.userOfSession)
      for (const event of this.sessions.get(sessionId) ?? []) yield [userId, event];
  }
}

/** Inserts by time; events mostly arrive in order. */
function insert(events: ReceivedEvent[], event: ReceivedEvent): void {
  let place = events.length;
  while (place > 0 && events[place - 1].timestamp > event.timestamp) place--;
  events.splice(place, 0, event);
}
