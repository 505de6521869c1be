import type { VNode } from 'preact';
import type { PageItem } from '../../domain/page-api';
import { drawingOf } from './drawings';

/** A picture that is drawn: what stands for the category, in a colour of it, on shapes of the item's own. */
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

/** A number from 0 to 2³¹ - 1 that is always the same for a text (FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 15)) & 0x7fffffff;
}
