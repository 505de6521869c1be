import { PutEventsCommand, type PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { randomUUID } from 'node:crypto';
import type { SentEvent } from '../../domain/page-api';
import type { PastEvent } from './user-history';

/** Sends the page's events to a tracker and remembers them, because the training data does not hold them. */
export class SentEvents {
  private readonly events = new Map<string, PastEvent[]>();
  private readonly sessions = new Map<string, string>();

  constructor(
    private readonly client: PersonalizeEventsClient,
    private readonly trackingId: string,
  ) {}

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

  /** What a user did on the page, the latest first. */
  of(userId: string): readonly PastEvent[] {
    return this.events.get(userId) ?? [];
  }
}
