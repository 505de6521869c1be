import type { Item } from './items';
import { createPrng, type Prng } from './prng';
import { createShop } from './shop';
import type { DiscountPersona, User } from './users';
import { type Event, makeVisit, visitTimes } from './visits';

const SEED = 5;

/** One row of interactions.csv. */
export interface Interaction extends Event {
  readonly user: User;
  /** Whether the item was offered at a discount. */
  readonly isDiscounted: boolean;
}

/** Percentage of items that a user sees at a discount. */
const DISCOUNTED: Record<DiscountPersona, number> = {
  discount_indifferent: 15,
  all_discounts: 60,
  lower_priced_products: 35,
};

/**
 * All interactions, visit by visit in order of the visits' start. Rows of overlapping visits are therefore out of
 * order by some minutes. Some rows are duplicates, as from retried tracking.
 */
export function makeInteractions(items: readonly Item[], users: readonly User[]): Interaction[] {
  const random = createPrng(SEED);
  const shop = createShop(items);
  const refills = new Map(users.map(({ id }) => [id, new Set<number>()]));
  const interactions: Interaction[] = [];
  for (const visit of visitTimes(users)) {
    const { user } = visit;
    const offers = new Map<number, boolean>();
    for (const event of makeVisit(visit, shop, refills.get(user.id)!, random)) {
      const isDiscounted = offers.get(event.item) ?? random.chance(DISCOUNTED[user.discountPersona]);
      offers.set(event.item, isDiscounted);
      const interaction = { ...event, user, isDiscounted };
      for (let times = timesReported(event, items, random); times > 0; times--)
        interactions.push(interaction);
    }
  }
  return interactions;
}

function timesReported({ type, item }: Event, items: readonly Item[], random: Prng): number {
  if (type === 'ProductViewed' && items[item].repeatsViews) return 3 + random.below(3);
  return random.chance(8) ? 2 : 1;
}
