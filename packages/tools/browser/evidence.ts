import type { ItemEvidence, ListReason } from '../src/page/page-answers';
import type { Texts } from './texts/texts';

/** The number that an item's bar shows. */
const amountOf = (item: ItemEvidence): number =>
  'customers' in item ? item.customers : item.kind === 'filler' ? 0 : item.times;

/** Lengths of the bars of a list, from 0 to 1, relative to the largest. */
export function barShares(items: Readonly<Record<string, ItemEvidence>>): (itemId: string) => number {
  const most = Math.max(1, ...Object.values(items).map(amountOf));
  return (itemId) => (Object.hasOwn(items, itemId) ? amountOf(items[itemId]) / most : 0);
}

/** A list's explanation in sentences. */
export const listReasons = (reasons: readonly ListReason[], { why }: Texts): string[] => [
  ...reasons.map((reason) => listReason(reason, why)),
  why.onlyCounts,
];

function listReason(reason: ListReason, why: Texts['why']): string {
  switch (reason.kind) {
    case 'counts':
      return why.counts(reason.event);
    case 'together':
      return why.together(reason.customers);
    case 'also-viewed':
      return why.alsoViewed;
    case 'unknown-user':
      return why.unknownUser;
    case 'history':
      return why.history(reason.event, reason.latest);
    case 'bought':
      return why.bought(reason.items);
    case 'filter':
      return why.filter(reason.name);
    case 'sent':
      return why.sent(reason.events, reason.countsAtOnce, reason.event, reason.name);
  }
}
