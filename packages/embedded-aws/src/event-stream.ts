import { randomUUID } from 'node:crypto';
import { isoSeconds, type AwsEvent, type NewAwsEvent } from './aws-event';
import type { Clock } from './clock';

/** Takes every event of a region. It must not throw and returns before anything is delivered. */
export type EventListener = (event: AwsEvent) => void;

/** What the services of an account tell of themselves, region by region. */
export interface EventStream {
  /** @returns the event in its envelope; where nobody listens, that is the last of it */
  emit(region: string, event: NewAwsEvent): AwsEvent;
  listen(region: string, listener: EventListener): void;
  /** Forgets all who listen. */
  clear(): void;
}

/** The events of one account. */
export function createEventStream(accountId: string, clock: Clock): EventStream {
  const listeners = new Map<string, EventListener[]>();
  return {
    emit: (region, { source, detailType, detail, resources = [], timeMs = clock.now() }) => {
      const event: AwsEvent = {
        version: '0',
        id: randomUUID(),
        'detail-type': detailType,
        source,
        account: accountId,
        time: isoSeconds(timeMs),
        region,
        resources,
        detail,
      };
      for (const listener of listeners.get(region) ?? []) listener(event);
      return event;
    },
    listen: (region, listener) => listeners.set(region, [...(listeners.get(region) ?? []), listener]),
    clear: () => listeners.clear(),
  };
}
