import type { LogGroup } from './log-group';

/** Times of a log stream that has events, in milliseconds since the Unix epoch. */
export interface StreamTimes {
  readonly firstEventTimestamp: number;
  readonly lastEventTimestamp: number;
  readonly lastIngestionTime: number;
}

/** The times of a group's streams, by name; streams without events are not in it. */
export function streamTimes({ events }: Pick<LogGroup, 'events'>): ReadonlyMap<string, StreamTimes> {
  const times = new Map<string, StreamTimes>();
  for (const { stream, timestamp, ingestionTime } of events) {
    const before = times.get(stream);
    times.set(stream, {
      firstEventTimestamp: before?.firstEventTimestamp ?? timestamp,
      lastEventTimestamp: timestamp,
      lastIngestionTime: Math.max(before?.lastIngestionTime ?? 0, ingestionTime),
    });
  }
  return times;
}
