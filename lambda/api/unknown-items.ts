import { Allowance } from './allowance';
import type { commonAnswers } from './common-answers';
import type { StoredItems } from './stored-items';

/**
 * Live questions a minute of an execution environment about items that are not in the table. An item may have arrived since
 * the table was read, by fresh data or by PutItems alone; most are invented.
 */
export const UNKNOWN_ITEMS_PER_MINUTE = 30;

type Ask = ReturnType<typeof commonAnswers>;

/** Bounds the questions about items that the shop does not have. @param items absent where there is no table */
export function withUnknownItems(ask: Ask, items: StoredItems | undefined, now: () => number): Ask {
  const allowance = new Allowance(UNKNOWN_ITEMS_PER_MINUTE, now);
  return async (question, budget) => {
    const { itemId } = question;
    const table = itemId === undefined ? undefined : await items?.current();
    if (itemId !== undefined && table && !table.has(itemId) && !allowance.take()) return undefined;
    return ask(question, budget);
  };
}
