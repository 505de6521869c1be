import { comparable } from './column-aliases';
import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';

/**
 * Names that shops and tools give to events, by Personalize's event type. They are compared without case, blanks and punctuation.
 */
const EVENT_WORDS = {
  View: [
    ...[
      'view',
      'viewitem',
      'viewproduct',
      'viewed',
      'productview',
      'productviewed',
      'itemview',
      'viewcontent',
    ],
    ...['detail', 'detailview', 'productdetail', 'pageview', 'click', 'productclick', 'selectitem', 'pv'],
  ],
  Purchase: [
    ...[
      'purchase',
      'purchased',
      'transaction',
      'buy',
      'bought',
      'order',
      'ordered',
      'ordercompleted',
      'orderplaced',
    ],
    ...['checkoutcompleted', 'sale', 'sold', 'conversion', 'ecommercepurchase', 'productpurchased'],
  ],
} as const satisfies Record<EventType, readonly string[]>;

/** Words for the status of orders that were not paid, not kept or not real. */
const LOST_WORDS = [
  ...[
    'cancelled',
    'canceled',
    'wccancelled',
    'refunded',
    'wcrefunded',
    'partiallyrefunded',
    'failed',
    'wcfailed',
  ],
  ...[
    'voided',
    'void',
    'expired',
    'returned',
    'declined',
    'fraud',
    'closed',
    'draft',
    'checkoutdraft',
    'unavailable',
  ],
];

/** Personalize's event type for an event's name; `undefined` if it has none, as for a cart. */
export function eventTypeOf(name: string): EventType | undefined {
  const word = comparable(name);
  const types = Object.entries(EVENT_WORDS) as [EventType, readonly string[]][];
  return types.find(([, words]) => words.includes(word))?.[0];
}

/** Such words in German, French, Spanish, Korean and Japanese, as word stems because of inflection. */
const LOST =
  /^(stornier|storno|abgebrochen|retour|erstattet|zuruckgegeben|annul|rembours|cancelad|anulad|devuelt|reembols|fallid)|취소|반품|환불|キャンセル|返品|返金/;

/** Whether an order with this status is no purchase. */
export function isLostStatus(status: string): boolean {
  const word = comparable(status);
  return LOST_WORDS.includes(word) || LOST.test(word);
}
