import { fillIn, ofWidth, sourceSet, webAddress } from './addresses';
import type { Item } from './ask';
import { own, priceText } from './texts';

/** Appearance of a shelf, from its element's attributes. */
export interface Look {
  readonly heading: string;
  /** `1` to `6` */
  readonly level: string;
  readonly language: string;
  /** Patterns for items whose data has no link or image: `/products/{itemId}`. */
  readonly link: string;
  readonly image: string;
}

/** The parts of a card, by the names that a shop's own card uses in `data-item`. */
type Parts = {
  readonly name: string;
  readonly price: string;
  readonly category?: string;
  readonly link?: string;
  readonly image: string;
};

const partsOf = (item: Item, look: Look): Parts => ({
  name: item.name || item.itemId,
  price: priceText(item.price, item.currency, look.language),
  category: item.category,
  link: webAddress(item.link || fillIn(look.link, item.itemId)),
  image: item.image || fillIn(look.image, item.itemId),
});

/** An element that a page can style as `::part(…)`. */
function part(tag: string, name: string, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute('part', name);
  element.append(...content);
  return element;
}

/** A labelled region with a list, and a heading unless its text is empty. */
export function shelf({ heading, level }: Look, cards: readonly Element[]): HTMLElement {
  const list = part('ul', 'list', ...cards);
  // Without list-style, Safari treats it as a list only if it has the role.
  list.role = 'list';
  const region = part('section', 'region', heading && part(`h${+level || 2}`, 'heading', heading), list);
  region.ariaLabel = heading || null;
  return region;
}

/** An item of the list. */
export const place = (content: Node): HTMLElement => part('li', 'item', content);

/** Enough to overflow a narrow window, as the real cards do. */
const SKELETON_CARDS = 8;

/** A placeholder as high as the cards, to avoid a layout shift. */
export function skeleton(look: Look): HTMLElement {
  const cards = Array.from({ length: SKELETON_CARDS }, () => place(card({ name: '', price: '', image: '' })));
  const waiting = shelf(look, cards);
  waiting.ariaBusy = 'true';
  waiting.lastElementChild!.ariaHidden = 'true';
  return waiting;
}

/** The card of an item. */
export const cardOf = (item: Item, look: Look): HTMLElement => card(partsOf(item, look));

function card({ name, price, link, image }: Parts): HTMLElement {
  const picture = part('span', 'image');
  const photo = new Image();
  // The name is shown below.
  photo.alt = '';
  if (showImage(photo, image)) picture.append(photo);
  const text = part('span', 'name', name);
  text.dir = 'auto';
  const element = part('a', 'link', picture, text, part('span', 'price', price));
  if (link) element.setAttribute('href', link);
  return element;
}

/** A copy of a shop's own card, whose elements name what they show: `data-item="name"`. Elements without a value are removed. */
export function ownCard(template: HTMLTemplateElement, item: Item, look: Look): DocumentFragment {
  const copy = document.importNode(template.content, true);
  const parts = partsOf(item, look);
  for (const element of copy.querySelectorAll<HTMLElement>('[data-item]')) {
    const name = element.dataset.item!;
    const text = own(parts, name);
    if (name === 'image') {
      const photo = element as HTMLImageElement;
      // Empty if the name is shown beside it, so that it is not read out twice.
      photo.alt ||= copy.querySelector('[data-item=name]') ? '' : parts.name;
      if (!showImage(photo, text)) photo.remove();
    } else if (name === 'link') {
      if (text) element.setAttribute('href', text);
    } else if (text) element.textContent = text;
    else element.remove();
  }
  return copy;
}

/** @returns false if there is no image */
function showImage(photo: HTMLImageElement, address: string): boolean {
  const source = webAddress(ofWidth(address));
  if (!source) return false;
  // Before `src`, which starts the request.
  photo.loading = 'lazy';
  photo.sizes ||= '12rem';
  photo.srcset = sourceSet(address);
  photo.src = source;
  return true;
}
