import { DATASETS } from '../datasets';
import { excerpt } from '../excerpt';
import type { InteractionFilter, KeptRows } from './interaction-filter';

/** What the first pass over the interactions finds out. */
export interface InteractionSurvey {
  /** Kept rows of each user, by the user's number. */
  readonly counts: readonly number[];
  /** Whether the kept rows of every user are in order of time already. */
  readonly isOrdered: boolean;
  /** Unix seconds of the newest kept row. */
  readonly latest: number;
}

/**
 * Counts the kept rows of each user. Memory grows with the users alone.
 *
 * @throws Error when no row is kept
 */
export async function surveyInteractions(
  pieces: AsyncIterable<KeptRows>,
  filter: InteractionFilter,
  eventTypes: Readonly<Record<string, string>>,
): Promise<InteractionSurvey> {
  const counts: number[] = [];
  const newest: number[] = [];
  let isOrdered = true;
  let latest = 0;
  for await (const { count, users, timestamps } of pieces) {
    for (let i = 0; i < count; i++) {
      const user = users[i];
      const timestamp = timestamps[i];
      if (user === counts.length) {
        counts.push(0);
        newest.push(timestamp);
      }
      counts[user]++;
      if (timestamp < newest[user]) isOrdered = false;
      else newest[user] = timestamp;
      if (timestamp > latest) latest = timestamp;
    }
  }
  if (counts.length === 0)
    throw new Error(`${DATASETS.INTERACTIONS.member} ${nothingKept(filter, eventTypes)}`);
  return { counts, isOrdered, latest };
}

function nothingKept(filter: InteractionFilter, eventTypes: Readonly<Record<string, string>>): string {
  const dropped = filter.droppedTypes();
  if (dropped.length === 0)
    return 'has no rows of an event type that eventTypes maps; there is nothing to learn from';
  const occurring = `${dropped
    .slice(0, 10)
    .map((type) => excerpt(type))
    .join(', ')}${dropped.length > 10 ? ', …' : ''}`;
  return `has only event types that are not mapped: ${occurring}; eventTypes maps ${Object.keys(eventTypes).join(', ')}`;
}
