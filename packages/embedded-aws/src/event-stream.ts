import { isoSeconds, type AwsEvent, type NewAwsEvent } from './aws-event';
import type { Clock } from './clock';

/** Receives every event of a region and its bus. Must not throw, and must return before delivery. */
export type EventListener = (event: AwsEvent, busName: string) => void;

/** Events of an account's services, by region. */
export interface EventStream {
  /** @returns the event in its envelope, even without listeners */
  emit(region: string, event: NewAwsEvent): AwsEvent;
  listen(region: string, listener: EventListener): void;
  /** Removes all listeners. */
  clear(): void;
}

/** The events of one account. */
export function createEventStream(accountId: string, clock: Clock, newId: () => string): EventStream {
  const listeners = new Map<string, EventListener[]>();
  return {
    emit: (
      region,
      { source, detailType, detail, resources = [], timeMs = clock.now(), busName = 'default' },
    ) => {
      const event: AwsEvent = {
        version: '0',
        id: newId(),
        'detail-type': detailType,
        source,
        account: accountId,
        time: isoSeconds(timeMs),
        region,
        resources,
        detail,
      };
      for (const listener of listeners.get(region) ?? []) listener(event, busName);
      return event;
    },
    listen: (region, listener) => listeners.set(region, [...(listeners.get(region) ?? []), listener]),
    clear: () => listeners.clear(),
  };
}
