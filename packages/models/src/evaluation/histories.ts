import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';

/** One interaction. Exact duplicates are removed, as a Personalize import does. */
export interface Interaction {
  readonly itemId: string;
  /** `View`, `Purchase` or another name. */
  readonly eventType: string;
  /** Unix seconds. */
  readonly timestamp: number;
}

/** Interactions by user id, oldest first. */
export type Histories = ReadonlyMap<string, readonly Interaction[]>;

/** Groups rows by user and drops exact duplicates. */
export function historiesOf(rows: Iterable<Interaction & { readonly userId: string }>): Histories {
  const histories = new Map<string, Interaction[]>();
  for (const { userId, itemId, eventType, timestamp } of rows) {
    const history = histories.get(userId) ?? [];
    if (history.length === 0) histories.set(userId, history);
    history.push({ itemId, eventType, timestamp });
  }
  for (const [userId, history] of histories) {
    history.sort(inOrder);
    histories.set(
      userId,
      history.filter((row, at) => at === 0 || inOrder(row, history[at - 1]) !== 0),
    );
  }
  return histories;
}

const inOrder = (a: Interaction, b: Interaction): number =>
  a.timestamp - b.timestamp || byCodeUnit(a.itemId, b.itemId) || byCodeUnit(a.eventType, b.eventType);

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Interactions of an event type (case-insensitive), or all without one. */
export function ofEventType(
  history: readonly Interaction[] = [],
  eventType?: EventType,
): readonly Interaction[] {
  if (eventType === undefined) return history;
  const wanted = eventType.toLowerCase();
  return history.filter((row) => row.eventType === eventType || row.eventType.toLowerCase() === wanted);
}
