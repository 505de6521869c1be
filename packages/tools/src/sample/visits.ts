import { CATALOGUE } from './catalogue/catalogue';
import { WEEKS } from './catalogue/style';
import { createPrng, type Prng, weightedChoice } from './prng';
import type { Shop } from './shop';
import type { User } from './users';

/** The event funnel, for the column EVENT_TYPE. Each step is rarer than the one before. */
export const EVENT_TYPES = [
  'ProductViewed',
  'ProductAdded',
  'CartViewed',
  'CheckoutStarted',
  'OrderCompleted',
] as const;

/** One row of interactions.csv without its user. */
export interface Event {
  /** Index into the shop's items. */
  readonly item: number;
  readonly type: (typeof EVENT_TYPES)[number];
  /** Unix seconds. */
  readonly timestamp: number;
}

const SEED = 4;

/** Monday, 1 June 2026, 00:00 UTC, in Unix seconds. */
const FIRST_DAY = Date.UTC(2026, 5, 1) / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Relative traffic from Monday to Sunday, and by hour from midnight. */
const BY_WEEKDAY = [10, 9, 9, 10, 11, 14, 15];
const BY_HOUR = [3, 2, 1, 1, 1, 2, 4, 6, 8, 9, 10, 11, 13, 12, 10, 10, 11, 12, 14, 17, 19, 18, 12, 7];

/** One visit of a user. */
interface Visit {
  readonly user: User;
  /** Unix seconds. */
  readonly start: number;
  /** 0 to below {@link WEEKS}. */
  readonly week: number;
}

/** All visits, the earliest first. */
export function visitTimes(users: readonly User[]): Visit[] {
  const random = createPrng(SEED);
  const chooseDay = weightedChoice(BY_WEEKDAY);
  const chooseHour = weightedChoice(BY_HOUR);
  return users
    .flatMap((user) =>
      Array.from({ length: user.visits }, () => {
        const week = random.below(WEEKS);
        const day = 7 * week + chooseDay(random);
        const start = FIRST_DAY + day * DAY + chooseHour(random) * HOUR + random.below(HOUR);
        return { user, start, week };
      }),
    )
    .sort((one, other) => one.start - other.start || one.user.id - other.user.id);
}

/** Weights of a visit's topic: the user's first, second and third category, or any category. */
const INTERESTS = [50, 24, 14, 12];

/** Weights of the number of items viewed in a visit: 1, 2, 3, … */
const chooseViews = weightedChoice([20, 22, 18, 14, 10, 7, 5, 4]);

/** Percentage of visits that add the wanted item to the cart, by its price. */
const WANTED = [
  { upToCents: 5_000, percent: 44 },
  { upToCents: 20_000, percent: 32 },
  { upToCents: Infinity, percent: 14 },
];
const REFILL_PERCENT = 80;

/** Steps from cart to order, with the percentage that follow from the previous step. */
const FUNNEL = [
  { type: 'CartViewed', percent: 82, seconds: 20 },
  { type: 'CheckoutStarted', percent: 78, seconds: 40 },
  { type: 'OrderCompleted', percent: 82, seconds: 90 },
] as const;

/**
 * The events of one visit in time order: views, and possibly a cart and an order.
 *
 * @param refills Consumables that the user has bought before; those of this visit are added.
 */
export function makeVisit(visit: Visit, shop: Shop, refills: Set<number>, random: Prng): Event[] {
  const events: Event[] = [];
  let timestamp = visit.start;
  const report = (type: Event['type'], item: number): void => void events.push({ item, type, timestamp });

  const refill = refills.size > 0 && random.chance(25) ? random.pick([...refills]) : undefined;
  const viewed = refill === undefined ? browse(visit, shop, random) : [refill];
  for (const item of viewed) {
    report('ProductViewed', item);
    timestamp += 6 + random.below(80);
  }

  const wanted = random.pick(viewed);
  const bracket = WANTED.find(({ upToCents }) => shop.items[wanted].priceCents <= upToCents)!;
  if (!random.chance(refill === undefined ? bracket.percent : REFILL_PERCENT)) return events;

  const basket = fillBasket(wanted, visit, shop, random);
  for (const item of basket) {
    if (!viewed.includes(item)) report('ProductViewed', item);
    timestamp += 5 + random.below(30);
    report('ProductAdded', item);
  }
  for (const { type, percent, seconds } of FUNNEL) {
    if (!random.chance(percent)) return events;
    timestamp += 2 + random.below(seconds);
    for (const item of basket) report(type, item);
  }
  for (const item of basket) if (shop.items[item].isUsedUp) refills.add(item);
  return events;
}

/** Chooses mostly items of one style, some companions and some items of another style. */
function browse({ user, week }: Visit, shop: Shop, random: Prng): number[] {
  const interests = [...user.persona, random.pick(CATALOGUE).name];
  const choose = weightedChoice(interests.map((name, rank) => INTERESTS[rank] * shop.demand(name, week)));
  const category = interests[choose(random)];
  const style = shop.style(category, week, random);
  const viewed = [shop.item(style, user, random)];
  for (let more = chooseViews(random); more > 0; more--) {
    const companions = shop.companions(viewed[viewed.length - 1]);
    if (companions.length > 0 && random.chance(12)) viewed.push(random.pick(companions));
    else if (random.chance(12)) viewed.push(shop.item(shop.style(category, week, random), user, random));
    else viewed.push(shop.item(style, user, random));
  }
  return viewed;
}

/** The wanted item and usually a companion of it: its own, or another item of that style. */
function fillBasket(wanted: number, { user }: Visit, shop: Shop, random: Prng): Set<number> {
  const basket = new Set([wanted]);
  for (const companion of shop.companions(wanted)) {
    if (random.chance(70))
      basket.add(random.chance(70) ? companion : shop.item(shop.items[companion].style, user, random));
  }
  return basket;
}
