/** A streamed event with an item. */
export interface StreamedEvent {
  readonly itemId: string;
  readonly eventType: string;
  /** Whole Unix seconds. */
  readonly timestamp: number;
  /** Hash over the row's further columns, as an import makes it. */
  readonly rest: number;
}

/** An event and when it came. */
export interface ReceivedEvent extends StreamedEvent {
  /** The stream's {@link EventStream.received} before it. */
  readonly number: number;
}

/** Who sent an event. */
export interface EventSource {
  readonly sessionId: string;
  /** Absent while the user is anonymous. */
  readonly userId?: string;
}

/**
 * The events that were streamed into a dataset. Those without a user stand under their session until an
 * event of that session names the user; training then gives them to that user.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/recording-item-interaction-events.html
 */
export class EventStream {
  /** Grows with every event, so that caches and models know what came after them. */
  received = 0;
  readonly eventTypes = new Set<string>();
  private readonly users = new Map<string, ReceivedEvent[]>();
  private readonly sessions = new Map<string, ReceivedEvent[]>();
  private readonly userOfSession = new Map<string, string>();
  private readonly eventIds = new Set<string>();

  /** Takes an event in, unless its id was there before. Events alike in everything become one in training. */
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

  /** Events of a user, or of an anonymous session, by its id; oldest first. */
  of(id: string): readonly ReceivedEvent[] {
    return this.users.get(id) ?? this.sessions.get(id) ?? [];
  }

  /** Every event whose user is known, and the user. */
  *attributed(): Iterable<readonly [userId: string, event: StreamedEvent]> {
    for (const [userId, events] of this.users) for (const event of events) yield [userId, event];
    for (const [sessionId, userId] of this.userOfSession)
      for (const event of this.sessions.get(sessionId) ?? []) yield [userId, event];
  }
}

/** Puts an event in its place by time; events mostly come in order. */
function insert(events: ReceivedEvent[], event: ReceivedEvent): void {
  let place = events.length;
  while (place > 0 && events[place - 1].timestamp > event.timestamp) place--;
  events.splice(place, 0, event);
}
