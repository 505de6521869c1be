import type { VNode } from 'preact';
import type { ItemEvidence, PageItem } from '../../src/page/page-answers';
import { itemName } from '../names';
import { ItemPicture } from '../pictures/item-picture';
import { routeTo } from '../route';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/** An item that links to its view. */
interface ItemCardProps {
  readonly item: PageItem;
  /** Id of the recommendation that it belongs to. */
  readonly from?: string;
  /** Its explanation, and the length of its bar from 0 to 1. */
  readonly reason?: { readonly evidence: ItemEvidence; readonly share: number };
  /** Whether it is new in the list. */
  readonly isNew?: boolean;
}

export function ItemCard({ item, from, reason, isNew = false }: ItemCardProps): VNode {
  const { texts, price } = useLanguage();
  const { currency } = useVisit().shop;
  const { itemId, category = '', style } = item;
  return (
    <li class="card">
      <a href={routeTo('item', itemId, from === undefined ? {} : { from })}>
        <ItemPicture item={item} />
        <span class="name">{itemName(item, texts)}</span>
      </a>
      <span class="meta">
        {isNew && <span class="badge">{texts.shop.newHere}</span>}
        {[category, style].filter(Boolean).join(' · ')}
      </span>
      <span class="price">{price(item.price, currency)}</span>
      {reason !== undefined && (
        <div class="reason">
          <span class="bar" aria-hidden="true">
            <i style={{ width: `${100 * reason.share}%` }} />
          </span>
          <p>{texts.why.item(reason.evidence)}</p>
        </div>
      )}
    </li>
  );
}
