import { ARMS, type Arm } from '@ecommerce-recommenders/shop-data/insight/effect/totals';
import { concurrently } from '../evaluate/evaluate';
import { createPrng } from '../sample/prng';
import { Shopper, type Shop, type Visit } from './shopper';

/** Number of shoppers, and their seed. */
export interface PlayOptions {
  readonly days: number;
  /** Number of new visitors per day. */
  readonly visitors: number;
  readonly seed: number;
  /** Called at the end of each day, counted from 1. */
  readonly onDay: (day: number, seen: Seen) => void;
}

/** What shoppers did, by arm. */
export type Seen = Readonly<
  Record<
    Arm,
    { readonly visitors: number; readonly clicks: number; readonly orders: number; readonly revenue: number }
  >
>;

/** Results of the shoppers' visits. */
export interface Played {
  readonly seen: Seen;
  /** Number of visits by guests. */
  readonly guests: number;
  /** Number of visits in which a merchandising rule changed what was shown, by the rule's name. */
  readonly byRule: ReadonlyMap<string, number>;
}

/** Number of shoppers in the shop at the same time. */
const AT_ONCE = 4;

/** Simulates days of shoppers, one after the other. Three in ten shoppers return on the next day. */
export async function playShoppers(
  shop: Shop,
  { days, visitors, seed, onDay }: PlayOptions,
): Promise<Played> {
  const seeds = createPrng(seed);
  let returning: Shopper[] = [];
  let all = seenIn([]);
  let guests = 0;
  const byRule = new Map<string, number>();
  for (let day = 1; day <= days; day++) {
    const fresh = Array.from(
      { length: visitors },
      (_, at) => new Shopper(seeds.next(), `shopper-${seed}-${day}-${at}`),
    );
    const visits = await concurrently([...fresh, ...returning], AT_ONCE, (shopper) => shopper.visit(shop));
    returning = fresh.filter((shopper) => shopper.comesAgain());
    guests += visits.filter(({ isGuest }) => isGuest).length;
    for (const rule of visits.flatMap(({ rules }) => rules)) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    const seen = seenIn(visits);
    all = added(all, seen);
    onDay(day, seen);
  }
  return { seen: all, guests, byRule };
}

const seenIn = (visits: readonly Visit[]): Seen =>
  byArm((arm) => {
    const own = visits.filter((visit) => visit.arm === arm);
    const sum = (value: (visit: Visit) => number): number =>
      own.reduce((total, visit) => total + value(visit), 0);
    return {
      visitors: sum(({ isFirst }) => (isFirst ? 1 : 0)),
      clicks: sum(({ clicks }) => clicks),
      orders: sum(({ orders }) => orders),
      revenue: sum(({ revenue }) => revenue),
    };
  });

const added = (one: Seen, other: Seen): Seen =>
  byArm((arm) => ({
    visitors: one[arm].visitors + other[arm].visitors,
    clicks: one[arm].clicks + other[arm].clicks,
    orders: one[arm].orders + other[arm].orders,
    revenue: one[arm].revenue + other[arm].revenue,
  }));

const byArm = <Value>(make: (arm: Arm) => Value): Record<Arm, Value> =>
  Object.fromEntries(ARMS.map((arm) => [arm, make(arm)])) as Record<Arm, Value>;
