import type { VNode } from 'preact';
import type { PageItem } from '../../src/page/page-answers';
import { routeTo } from '../route';
import { price } from '../text';

/** An item that links to its view. */
interface ItemCardProps {
  readonly item: PageItem;
  /** Id of the recommendation that it belongs to. */
  readonly from?: string;
  /** Its explanation. */
  readonly reason?: string;
  /** Whether it is new in the list. */
  readonly isNew?: boolean;
}

export function ItemCard({ item, from, reason, isNew = false }: ItemCardProps): VNode {
  const { itemId, name = itemId, category = '', style } = item;
  return (
    <li class="card">
      <a href={routeTo('item', itemId, from === undefined ? {} : { from })}>
        <ItemPicture item={item} />
        <span class="name">{name}</span>
      </a>
      <span class="meta">
        {[category, style].filter(Boolean).join(' · ')}
        {isNew && <span class="badge">New here</span>}
      </span>
      <span class="price">{price(item.price)}</span>
      {reason !== undefined && <p class="reason">{reason}</p>}
    </li>
  );
}

/** A generated picture: the category's drawing and colour on a background derived from the item. */
export function ItemPicture({ item }: { readonly item: PageItem }): VNode {
  const { itemId, category = '' } = item;
  const seed = hash(itemId);
  const hue = (hash(category) + (seed % 25) - 12) % 360;
  return (
    <svg class="picture" viewBox="0 0 120 90" style={{ '--hue': String(hue) }} aria-hidden="true">
      <rect class="ground" width="120" height="90" />
      <circle class="shape" cx={(seed >> 3) % 120} cy={(seed >> 9) % 90} r={26 + ((seed >> 5) % 18)} />
      <circle class="shape" cx={(seed >> 11) % 120} cy={(seed >> 7) % 90} r={12 + ((seed >> 13) % 14)} />
      <path class="lines" d={drawingOf(category)} transform="translate(36 21) scale(2)" />
    </svg>
  );
}

/** FNV-1a hash of a text, from 0 to 2³¹ - 1. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 15)) & 0x7fffffff;
}

/** Path data of a 24 × 24 SVG. */
const DRAWINGS = {
  pot: 'M5 10h14v6a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3zM3 10h18M9 10V7h6v3',
  shirt: 'M8 4L3 7l2 4 2-1v10h10V10l2 1 2-4-5-3a4 4 0 0 1-8 0z',
  tulip:
    'M8 4c1.5 1 2.5 2 4 0 1.5 2 2.5 1 4 0v5a4 4 0 0 1-8 0zM12 13v8M12 19c-3 0-5-1.5-5-4M12 19c3 0 5-1.5 5-4',
  jar: 'M8 3h8v3H8zM7 6h10l1 3v10a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V9zM6 12h12M6 17h12',
  snow: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5L12 7l2.5-2.5M9.5 19.5L12 17l2.5 2.5',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  lamp: 'M8 3h8l3 8H5zM12 11v8M8 19h8v2H8z',
  shoe: 'M3 8v9h18v-2c0-2-2-3-5-4l-5-4-2 2c-2 1-4 0-6-1zM3 14h18',
  chair: 'M7 3v9h10V3M7 7h10M5 12h14v3H5zM7 15v6M17 15v6',
  tent: 'M12 4L2.5 20h19zM12 11l-4.5 9h9z',
  drop: 'M12 3c4 5 6 7.5 6 11a6 6 0 0 1-12 0c0-3.5 2-6 6-11zM9 14a3 3 0 0 0 3 3',
  note: 'M9 18V5l10-2v13M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM9 9l10-2',
  bag: 'M5 8h14l1 13H4zM8.5 8V6.5a3.5 3.5 0 0 1 7 0V8',
  gem: 'M7 4h10l4 5-9 12L3 9zM3 9h18M9 9l3 12 3-12-3-5z',
  wrench: 'M15 3a5 5 0 0 0-4.5 7L3 17.5 6.5 21l7.5-7.5A5 5 0 0 0 20.5 8l-3 2.5-3-3L17 4a5 5 0 0 0-2-1z',
  book: 'M4 5c3-1 6-1 8 1v14c-2-2-5-2-8-1zM20 5c-3-1-6-1-8 1v14c2-2 5-2 8-1z',
  cup: 'M5 8h12v7a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM17 10h1.5a2.5 2.5 0 0 1 0 5H17M9 3v2M13 3v2',
  glass: 'M6 6h12l-2 15H8zM7 11h10M13 6l2-4',
  crisps: 'M6 3h12l-1 4 1 14H6l1-14zM9 12a3 2 0 0 0 6 0',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
} as const;

/** Drawings for the categories of both demo shops. */
const DRAWING_OF: Readonly<Record<string, keyof typeof DRAWINGS>> = {
  kitchen: 'pot',
  housewares: 'pot',
  clothing: 'shirt',
  apparel: 'shirt',
  garden: 'tulip',
  floral: 'tulip',
  pantry: 'jar',
  groceries: 'jar',
  seasonal: 'snow',
  electronics: 'screen',
  living: 'lamp',
  homedecor: 'lamp',
  shoes: 'shoe',
  footwear: 'shoe',
  furniture: 'chair',
  camping: 'tent',
  outdoors: 'tent',
  beauty: 'drop',
  music: 'note',
  instruments: 'note',
  accessories: 'bag',
  jewelry: 'gem',
  tools: 'wrench',
  books: 'book',
  'food service': 'cup',
  'hot dispensed': 'cup',
  'cold dispensed': 'glass',
  'salty snacks': 'crisps',
};

/** The drawing for a category; a box if it has none. */
const drawingOf = (category: string): string => DRAWINGS[DRAWING_OF[category.toLowerCase()] ?? 'box'];
