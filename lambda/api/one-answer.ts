import type { AnsweredBecause, AnsweredFrom } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';

/** An answer to a question about one item. */
interface ItemAnswer {
  /** The best item comes first. */
  readonly itemIds: readonly string[];
  readonly from: AnsweredFrom;
  /** Items that a promotion has added. */
  readonly promoted?: ReadonlySet<string>;
  readonly because?: Extract<AnsweredBecause, 'asked' | 'no-history'>;
  /** Popular items that fill up the answer. */
  readonly fillers?: ReadonlySet<string>;
}

/**
 * Merges the answers for the items of a cart by rank: first the top items of all answers, then the second ones, and
 * so on. At the same rank, an item that several answers contain comes first, then that of the later answer. Ranks are
 * not summed, because recommenders fill up every answer with the same popular items. Answers with only popular items
 * are ignored if there are others. A merged answer has no recommendationId.
 */
export function oneAnswer<Answer extends ItemAnswer>(
  answers: readonly Answer[],
): Answer | ItemAnswer | undefined {
  const asked = answers.filter(({ because }) => because === 'asked');
  const merged = asked.length > 0 ? asked : answers;
  if (merged.length < 2) return merged[0];
  const found = new Map<string, { readonly place: number; readonly answers: number }>();
  for (const { itemIds } of merged.toReversed())
    for (const [at, itemId] of itemIds.entries()) {
      const { place, answers: others } = found.get(itemId) ?? { place: at, answers: 0 };
      found.set(itemId, { place: Math.min(place, at), answers: others + 1 });
    }
  const [{ from, because }] = merged;
  const own = new Set(
    merged.flatMap(({ itemIds, fillers }) => itemIds.filter((itemId) => !fillers?.has(itemId))),
  );
  return {
    itemIds: [...found]
      .sort(([, one], [, other]) => one.place - other.place || other.answers - one.answers)
      .map(([itemId]) => itemId),
    from: merged.some((answer) => answer.from === 'live') ? 'live' : from,
    because,
    fillers: new Set([...found.keys()].filter((itemId) => !own.has(itemId))),
    ...(merged.some(({ promoted }) => promoted) && {
      promoted: new Set(merged.flatMap(({ promoted = [] }) => [...promoted])),
    }),
  };
}
