import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import type { Directory } from './directory';
import type { PageInterest, PageItem, PagePerson, PageUser } from './page-answers';

/** Number of people with different interests, besides the newcomer. */
const MOST = 11;

/** A user's behavior in numbers. */
interface Deeds {
  readonly user: number;
  readonly views: number;
  readonly orders: number;
  /** Categories by their number of events, most frequent first. */
  readonly interests: readonly PageInterest[];
}

/**
 * Interesting users to try: for each category the user with the most orders among those whose main interest it is, and one
 * newcomer. Ties go to more views, then to the smaller id. If items have no category, the users with the most orders.
 */
export function peopleOf(
  interactions: Interactions,
  items: Directory<PageItem>,
  users: Directory<PageUser>,
): PagePerson[] {
  const best = new Map<string, Deeds>();
  const regulars: Deeds[] = [];
  let newest: Deeds | undefined;
  for (const deeds of deedsOfAll(interactions, items)) {
    const [first] = deeds.interests;
    if (newest === undefined || deeds.views + deeds.orders < newest.views + newest.orders) newest = deeds;
    regulars.push(deeds);
    if (regulars.length > 2 * MOST) regulars.sort(bestFirst).length = MOST;
    if (first === undefined || deeds.orders === 0) continue;
    const rival = best.get(first.category);
    if (rival === undefined || isAhead(deeds, rival)) best.set(first.category, deeds);
  }
  const chosen = (best.size > 0 ? [...best.values()] : regulars).sort(bestFirst).slice(0, MOST);
  const person = ({ user, views, orders, interests }: Deeds): PagePerson => {
    const userId = interactions.userIds[user];
    const known = users.get(userId) ?? { userId, name: userId };
    return { ...known, views, orders, interests: interests.slice(0, 2) };
  };
  return [
    ...chosen.map(person),
    ...(newest && !chosen.includes(newest)
      ? [{ ...person(newest), interests: [], isNew: true as const }]
      : []),
  ];
}

/** Users are sorted by id, so among equals the first one stays. */
const isAhead = (one: Deeds, other: Deeds): boolean =>
  (one.orders - other.orders || one.views - other.views || other.user - one.user) > 0;

const bestFirst = (one: Deeds, other: Deeds): number => (isAhead(one, other) ? -1 : 1);

/** Relies on rows being sorted by user. */
function* deedsOfAll(interactions: Interactions, items: Directory<PageItem>): Generator<Deeds> {
  const { itemIds, users, events, eventTypes, timestamps, items: itemOf } = interactions;
  const known = itemIds.map((itemId) => items.get(itemId));
  const isView = eventTypes.map((name) => /^view$/i.test(name));
  const isPurchase = eventTypes.map((name) => /^purchase$/i.test(name));
  for (let from = 0, to = 0; from < users.length; from = to) {
    const categories = new Map<string, { events: number; styles: Map<string, number> }>();
    const orders = new Set<number>();
    let views = 0;
    for (; to < users.length && users[to] === users[from]; to++) {
      if (isView[events[to]]) views++;
      // Purchases at the same time are one order.
      if (isPurchase[events[to]]) orders.add(timestamps[to]);
      const { category = '', style = '' } = known[itemOf[to]] ?? {};
      if (category === '') continue;
      const found = categories.get(category) ?? { events: 0, styles: new Map<string, number>() };
      found.events++;
      found.styles.set(style, (found.styles.get(style) ?? 0) + 1);
      categories.set(category, found);
    }
    const interests = mostFirst([...categories], ({ events }) => events).map(([category, { styles }]) => {
      const [[style]] = mostFirst([...styles], (times) => times);
      return { category, ...(style !== '' && { style }) };
    });
    yield { user: users[from], views, orders: orders.size, interests };
  }
}

function mostFirst<T>(entries: [string, T][], amountOf: (value: T) => number): [string, T][] {
  return entries.sort(([a, one], [b, other]) => amountOf(other) - amountOf(one) || (a < b ? -1 : 1));
}
