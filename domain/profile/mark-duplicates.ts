import type { InteractionLog } from './interaction-log';
import type { UserHistories } from './user-histories';

/**
 * Which rows repeat an earlier one of the same user, item, event type and second: 1 for each such row of the
 * log. Personalize keeps one of them.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/bulk-data-import-step.html
 */
export function markDuplicates(log: InteractionLog, histories: UserHistories): Uint8Array {
  const { items, events, timestamps, eventTypes } = log;
  const duplicates = new Uint8Array(log.rows);
  const seen = new Set<number>();
  const codeOf = (row: number): number => items[row] * eventTypes.length + events[row];
  for (let user = 0; user < histories.users; user++) {
    const history = histories.of(user);
    for (let at = 1; at < history.length; at++) {
      const row = history[at];
      const before = history[at - 1];
      if (timestamps[row] !== timestamps[before]) {
        if (seen.size > 0) seen.clear();
        continue;
      }
      if (seen.size === 0) seen.add(codeOf(before));
      const code = codeOf(row);
      if (seen.has(code)) duplicates[row] = 1;
      else seen.add(code);
    }
    seen.clear();
  }
  return duplicates;
}
