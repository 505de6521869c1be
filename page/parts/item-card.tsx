import type { VNode } from 'preact';
import type { PageItem } from '../../domain/page-api';
import { routeTo } from '../route';
import { ItemPicture } from './item-picture';
import { price } from './price';

/** An item that leads to its own view. */
export interface ItemCardProps {
  readonly item: PageItem;
  /** The recommendation that it comes from. */
  readonly from?: string;
  /** What the training data holds for it. */
  readonly reason?: string;
  /** Whether it was not in the list before. */
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
