import { Allowance } from './allowance';
import type { commonAnswers } from './common-answers';
import type { StoredItems } from './stored-items';

/**
 * Live requests per minute and execution environment about items that are not in the table. Such an item may have
 * arrived after the table was read, or only through PutItems; but most are invented.
 */
export const UNKNOWN_ITEMS_PER_MINUTE = 30;

type Ask = ReturnType<typeof commonAnswers>;

/** Limits the rate of requests about items that the shop does not have. @param items absent if the shop has no table */
export function withUnknownItems(ask: Ask, items: StoredItems | undefined, now: () => number): Ask {
  const allowance = new Allowance(UNKNOWN_ITEMS_PER_MINUTE, now);
  return async (question, budget) => {
    const { itemId } = question;
    const table = itemId === undefined ? undefined : await items?.current();
    if (itemId !== undefined && table && !table.has(itemId) && !allowance.take()) return undefined;
    return ask(question, budget);
  };
}
