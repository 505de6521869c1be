import type { AnsweredBecause, AnsweredFrom } from '@ecommerce-recommenders/shop-data/api/openapi';

/** An answer about one item. */
interface ItemAnswer {
  /** Best first. */
  readonly itemIds: readonly string[];
  readonly from: AnsweredFrom;
  /** Items that are there for a promotion. */
  readonly promoted?: ReadonlySet<string>;
  readonly because?: Extract<AnsweredBecause, 'asked' | 'no-history'>;
}

/**
 * How much less a place counts than the one before it: little, so that an item of two lists comes before one that is first in one.
 *
 * @see Cormack, Clarke, Büttcher: Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods, SIGIR 2009
 */
const RANK_CONSTANT = 60;

/**
 * One answer of those about the items of a cart, by reciprocal rank fusion. Popular items that an answer has for want of knowledge count
 * only where all have such. Without the id of a recommendation: it is of several.
 */
export function oneAnswer<Answer extends ItemAnswer>(
  answers: readonly Answer[],
): Answer | ItemAnswer | undefined {
  const asked = answers.filter(({ because }) => because === 'asked');
  const merged = asked.length > 0 ? asked : answers;
  if (merged.length < 2) return merged[0];
  const scores = new Map<string, number>();
  for (const { itemIds } of merged)
    itemIds.forEach((itemId, rank) =>
      scores.set(itemId, (scores.get(itemId) ?? 0) + 1 / (RANK_CONSTANT + rank + 1)),
    );
  const [{ from, because }] = merged;
  return {
    // Of equal ones, that of the earlier answer.
    itemIds: [...scores].sort(([, one], [, other]) => other - one).map(([itemId]) => itemId),
    from: merged.some((answer) => answer.from === 'live') ? 'live' : from,
    because,
    ...(merged.some(({ promoted }) => promoted) && {
      promoted: new Set(merged.flatMap(({ promoted = [] }) => [...promoted])),
    }),
  };
}
