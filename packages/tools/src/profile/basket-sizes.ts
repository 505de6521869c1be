import type { InteractionLog, UserHistories } from './interaction-log';
import type { WeightedNumber } from './histogram';

/** Purchases of a user that follow one another within this many seconds are one basket. */
const BASKET_GAP_SECONDS = 2 * 60 * 60;

/** Purchases as baskets and by user. */
export interface Baskets {
  /** How many baskets have so many different items. */
  readonly sizes: readonly WeightedNumber[];
  /** How many users have so many purchases, those with none included. */
  readonly purchasesPerUser: readonly WeightedNumber[];
}

/** Puts each user's purchases into baskets; exact duplicates count once. */
export function basketSizes(log: InteractionLog, histories: UserHistories, duplicates: Uint8Array): Baskets {
  const purchase = log.eventTypes.indexOf('Purchase');
  const sizes = new Map<number, number>();
  const perUser = new Map<number, number>();
  for (let user = 0; user < histories.users; user++) {
    const basket = new Set<number>();
    let purchases = 0;
    let latest = 0;
    for (const row of histories.of(user)) {
      if (log.events[row] !== purchase || duplicates[row] === 1) continue;
      if (basket.size > 0 && log.timestamps[row] - latest > BASKET_GAP_SECONDS) {
        count(sizes, basket.size);
        basket.clear();
      }
      basket.add(log.items[row]);
      latest = log.timestamps[row];
      purchases++;
    }
    if (basket.size > 0) count(sizes, basket.size);
    count(perUser, purchases);
  }
  return { sizes: [...sizes], purchasesPerUser: [...perUser] };
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
