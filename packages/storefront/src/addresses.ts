/**
 * The absolute address where it is one of http or https, also relative to the page; otherwise undefined. No address in
 * the data can run code.
 */
export function webAddress(text = ''): string | undefined {
  try {
    const { protocol, href } = new URL(text, document.baseURI);
    return text && /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Puts the id of an item into a pattern: `/products/{itemId}`. */
export const fillIn = (pattern: string, itemId: string): string =>
  pattern.replaceAll('{itemId}', encodeURIComponent(itemId));

/** Widths in pixels of which an image is offered whose address has a place for the width. */
const WIDTHS = [320, 160, 640];
const WIDTH = '{width}';

/** The address of an image in one width. */
export const ofWidth = (address: string, width = WIDTHS[0]): string =>
  address.replaceAll(WIDTH, String(width));

/** The `srcset` of an image that holds `{width}` in its address; of another it is empty. */
export const sourceSet = (address: string): string =>
  address.includes(WIDTH)
    ? WIDTHS.map((width) => `${webAddress(ofWidth(address, width))} ${width}w`).join()
    : '';
