import { clickOf, keptClicks } from './clicks';
import { now, record } from './events';
import { keepView } from './views';

/** An item that a visitor has viewed, added to the cart or bought. */
export interface HandledItem {
  readonly itemId: string;
  readonly quantity?: number;
  readonly price?: number;
}

/** API and user token for an event of the page; by default those of the page's first shelf. */
export interface Sender {
  readonly api?: string;
  readonly userToken?: string;
}

/**
 * Sends an action of the visitor, attributed to the clicked recommendation. A purchase needs a user token that names its items.
 *
 * @returns false without consent; then nothing is sent
 * @throws Error that says what is missing
 */
export function send(
  type: 'View' | 'AddToCart' | 'Purchase',
  items: string | HandledItem | readonly HandledItem[],
  { api, userToken }: Sender = {},
): boolean {
  const first = document.querySelector('recommended-items[api]');
  const to = api ?? first?.getAttribute('api');
  const by = userToken ?? first?.getAttribute('user-token') ?? '';
  if (!to) throw new Error(`${type} needs an api`);
  if (type === 'Purchase' && !by) throw new Error('Purchase needs a userToken');
  const at = now();
  return [items].flat().every((item) => {
    const handled = typeof item === 'string' ? { itemId: item } : item;
    // The click tells where the item was recommended.
    const isSent = record(to, by, { type, ...clickOf(keptClicks(), handled.itemId, at), ...handled, at });
    if (isSent && type === 'View') keepView(handled.itemId);
    return isSent;
  });
}
