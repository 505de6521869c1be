import type { VNode } from 'preact';
import type { ItemEvidence, ListedItem } from '../../src/page/page-answers';
import { itemName } from '../names';
import { ItemPicture } from './item-picture';
import { routeTo } from '../route';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/** Props of an item that links to its view. */
interface ItemCardProps {
  readonly item: ListedItem;
  /** Id of the recommendation to which it belongs. */
  readonly from?: string;
  /** Its explanation, and the length of its bar from 0 to 1. */
  readonly reason?: { readonly evidence: ItemEvidence; readonly share: number };
  /** Whether the item is new in the list. */
  readonly isNew?: boolean;
}

export function ItemCard({ item, from, reason, isNew = false }: ItemCardProps): VNode {
  const { texts, price } = useLanguage();
  const { currency } = useVisit().shop;
  const { itemId, category = '', style, as } = item;
  const badge = as ? texts.shop.badges[as] : isNew && texts.shop.newHere;
  return (
    <li class="card">
      <a href={routeTo('item', itemId, from === undefined ? {} : { from })}>
        <ItemPicture item={item} />
        <span class="name">{itemName(item, texts)}</span>
      </a>
      <span class="meta">
        {badge && <span class={as ? `badge ${as}` : 'badge'}>{badge}</span>}
        {[category, style].filter(Boolean).join(' · ')}
      </span>
      <span class="price">{price(item.price, currency)}</span>
      {reason !== undefined && (
        <div class="reason">
          <span class="bar" aria-hidden="true">
            <i style={{ width: `${100 * reason.share}%` }} />
          </span>
          <Sentence evidence={reason.evidence} />
        </div>
      )}
    </li>
  );
}

/** Placeholder for the name in a sentence, replaced by a link. */
const NAME = '\u0000';

/** Why the item is in the list, with a link to the item from which it is derived. */
function Sentence({ evidence }: { readonly evidence: ItemEvidence }): VNode {
  const { why } = useLanguage().texts;
  if (!('itemId' in evidence)) return <p>{why.item(evidence)}</p>;
  const [before, after] = why.item({ ...evidence, name: NAME }).split(NAME);
  return (
    <p>
      {before}
      <a href={routeTo('item', evidence.itemId)}>{evidence.name}</a>
      {after}
    </p>
  );
}
