/**
 * Resolves a URL, which may be relative to the page. `undefined` unless it is http or https, so that no URL in the
 * data can run code.
 */
export function webAddress(text = ''): string | undefined {
  try {
    const { protocol, href } = new URL(text, document.baseURI);
    return text && /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Inserts the id of an item into a pattern: `/products/{itemId}`. */
export const fillIn = (pattern: string, itemId: string): string =>
  pattern.replaceAll('{itemId}', encodeURIComponent(itemId));

/** Widths in pixels to offer for images whose URL has a placeholder for the width. */
const WIDTHS = [320, 160, 640];
const WIDTH = '{width}';

/** The URL of an image at one width. */
export const ofWidth = (address: string, width = WIDTHS[0]): string =>
  address.replaceAll(WIDTH, String(width));

/** The `srcset` of an image whose URL contains `{width}`; otherwise empty. */
export const sourceSet = (address: string): string =>
  address.includes(WIDTH)
    ? WIDTHS.map((width) => `${webAddress(ofWidth(address, width))} ${width}w`).join()
    : '';
