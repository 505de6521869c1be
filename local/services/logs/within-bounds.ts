import { bytesOf, bytesOfAll } from './bytes-of';
import { daysBefore } from './days-before';
import type { LogEvent, LogGroup } from './log-group';

/** What is kept of one group, so that a function that logs without end does not fill the memory. */
const MAX_GROUP_BYTES = 8 * 1024 * 1024;

/** The events of a group that its retention and the bound of 8 MiB leave: the oldest go first. */
export function withinBounds(
  { events, retentionInDays }: Pick<LogGroup, 'events' | 'retentionInDays'>,
  nowMs: number,
): readonly LogEvent[] {
  const keptSinceMs = daysBefore(nowMs, retentionInDays ?? Infinity);
  let excessBytes = bytesOfAll(events) - MAX_GROUP_BYTES;
  let first = 0;
  while (first < events.length && (events[first].timestamp < keptSinceMs || excessBytes > 0)) {
    excessBytes -= bytesOf(events[first]);
    first += 1;
  }
  return first === 0 ? events : events.slice(first);
}
