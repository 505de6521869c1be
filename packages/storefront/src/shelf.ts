import { fillIn, ofWidth, sourceSet, webAddress } from './addresses';
import type { Item } from './ask';
import { DRAWINGS, OF_CATEGORY, SCENES, sceneryOf } from './pictures';
import { headingOf, own, priceText } from './texts';

/** Appearance of a shelf, from the attributes of its element. */
export interface Look {
  readonly heading: string;
  /** `1` to `6` */
  readonly level: string;
  readonly language: string;
  /** URL patterns for items whose data has no link or image: `/products/{itemId}`. */
  readonly link: string;
  readonly image: string;
  /** ISO 4217 code for items whose data has none. */
  readonly currency: string;
}

/** The parts of a card. A shop's own card uses these names in `data-item`. */
type Parts = {
  readonly name: string;
  readonly price: string;
  readonly category?: string;
  readonly link?: string;
  readonly image: string;
  /** Kind of the item, unless the heading already says it. */
  readonly badge?: string;
};

const partsOf = (item: Item, look: Look): Parts => ({
  name: item.name || item.itemId,
  price: priceText(item.price, item.currency || look.currency, look.language),
  category: item.category,
  link: webAddress(item.link || fillIn(look.link, item.itemId)),
  image: item.image || fillIn(look.image, item.itemId),
  badge: item.filler ? headingOf('filler', look.language) : undefined,
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
  // Without list-style, Safari treats a list as such only if it has the role.
  list.role = 'list';
  // Links can take the focus and scroll the list; cards without a link need the list itself to.
  if (!list.querySelector('[href], slot')) list.tabIndex = 0;
  const frame = document.createElement('div');
  frame.append(list, ...scrollButtons(list));
  const region = part('section', 'region', heading && part(`h${+level || 2}`, 'heading', heading), frame);
  region.ariaLabel = heading || null;
  return region;
}

/**
 * Buttons for mice, which cannot swipe. Each is shown only while there is something to scroll to. Keyboards and
 * screen readers need none.
 */
function scrollButtons(list: HTMLElement): HTMLElement[] {
  const buttons = ['‹', '›'].map((sign, at) => {
    const button = part('button', 'scroll', sign);
    button.ariaHidden = 'true';
    button.tabIndex = -1;
    button.onclick = () => {
      const isLeftward = at < 1 !== (getComputedStyle(list).direction === 'rtl');
      list.scrollBy({ left: (isLeftward ? -0.8 : 0.8) * list.clientWidth });
    };
    return button;
  });
  const show = (): void => {
    const { scrollLeft, scrollWidth, clientWidth } = list;
    // The value is negative in right-to-left pages, and not always a whole number.
    const passed = Math.abs(scrollLeft);
    buttons[0].hidden = passed < 2;
    buttons[1].hidden = scrollWidth - clientWidth - passed < 2;
  };
  list.onscroll = show;
  new ResizeObserver(show).observe(list);
  return buttons;
}

/** An item of the list. */
export const place = (content: Node): HTMLElement => part('li', 'item', content);

/** Enough cards to overflow a narrow window, as the real ones do. */
const SKELETON_CARDS = 8;

/** A placeholder as high as the cards, to avoid a layout shift. */
export function skeleton(look: Look): HTMLElement {
  const cards = Array.from({ length: SKELETON_CARDS }, () => place(card({ name: '', price: '', image: '' })));
  const waiting = shelf(look, cards);
  waiting.ariaBusy = 'true';
  waiting.querySelector('div')!.inert = true;
  return waiting;
}

/** The card of an item. */
export function cardOf(item: Item, look: Look): HTMLElement {
  const parts = partsOf(item, look);
  const element = card(parts);
  if (parts.badge) element.prepend(part('span', 'badge', parts.badge));
  return element;
}

function card({ name, price, category, link, image }: Parts): HTMLElement {
  const picture = part('span', 'image');
  const photo = new Image();
  // The alt text is empty, because the name is shown below.
  photo.alt = '';
  photo.onerror = () => picture.replaceChildren(drawn(picture, name, category));
  if (showImage(photo, image)) picture.append(photo);
  else if (name) picture.append(drawn(picture, name, category));
  const text = part('span', 'name', name);
  text.dir = 'auto';
  const words = document.createElement('span');
  words.append(text, part('span', 'price', price));
  const element = part('a', 'link', picture, words);
  if (link) element.setAttribute('href', link);
  return element;
}

/** Draws a replacement for a missing picture: the category's drawing in front of a scene. The name decides the hue. */
function drawn(picture: HTMLElement, name: string, category = ''): Element {
  const { scene, hue, isMirrored } = sceneryOf(name);
  picture.style.setProperty('--hue', `${hue} 48%`);
  const sign = DRAWINGS[own(OF_CATEGORY, category.toLowerCase()) || 'box'];
  const drawing = shape('svg', {
    part: 'drawing',
    viewBox: '0 0 120 90',
    preserveAspectRatio: 'xMidYMid slice',
  });
  drawing.append(
    shape('path', { class: scene, d: SCENES[scene], transform: isMirrored ? 'matrix(-1 0 0 1 120 0)' : '' }),
    shape('path', { class: 'sign', d: sign, transform: 'translate(31.2 15) scale(2.4)' }),
  );
  return drawing;
}

function shape(tag: string, attributes: Readonly<Record<string, string>>): Element {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
}

/** A copy of a shop's own card. Its elements name what they show: `data-item="name"`. Elements without a value are removed. */
export function ownCard(template: HTMLTemplateElement, item: Item, look: Look): DocumentFragment {
  const copy = document.importNode(template.content, true);
  const parts = partsOf(item, look);
  for (const element of copy.querySelectorAll<HTMLElement>('[data-item]')) {
    const name = element.dataset.item!;
    const text = own(parts, name);
    if (name === 'image') {
      const photo = element as HTMLImageElement;
      // Empty if the name is shown next to it, so that it is not read out twice.
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
  // Set before `src`, which starts the request.
  photo.loading = 'lazy';
  photo.sizes ||= '12rem';
  photo.srcset = sourceSet(address);
  photo.src = source;
  return true;
}
