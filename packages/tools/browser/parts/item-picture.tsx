import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PageItem } from '../../src/page/page-answers';
import { lookOf } from '../../src/pictures/look';
import { shapesOf, VIEW_BOX } from '../../src/pictures/shapes';

/** An item's picture: the shop's own, or one that is drawn from the item's name and style. */
export function ItemPicture({ item }: { readonly item: PageItem }): VNode {
  const [failed, setFailed] = useState<string>();
  const { image } = item;
  if (image !== undefined && failed !== image)
    return (
      <img
        class="picture"
        src={image}
        alt=""
        loading="lazy"
        width="120"
        height="90"
        onError={() => setFailed(image)}
      />
    );
  const look = lookOf(item);
  const { drawing, scene, hue, isMirrored } = look;
  return (
    <svg
      class="picture"
      viewBox={VIEW_BOX}
      style={{ '--hue': String(hue) }}
      data-look={`${drawing} ${scene} ${hue} ${isMirrored ? 'mirrored' : 'straight'}`}
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: shapesOf(look) }}
    />
  );
}
