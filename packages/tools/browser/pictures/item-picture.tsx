import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PageItem } from '../../src/page/page-answers';
import { DRAWINGS } from './drawings';
import { type Look, lookOf } from './look';

/** Shapes of each scene on a ground of 120 × 90. */
const SCENE_SHAPES: Record<Look['scene'], VNode> = {
  sun: <circle cx="84" cy="34" r="26" />,
  hills: <path d="M0 74c18-26 36-26 56-8 18-24 44-24 64-2v26H0z" />,
  arch: <path d="M30 90V46a30 30 0 0 1 60 0v44z" />,
  dots: (
    <path d="M14 14h.01M38 14h.01M62 14h.01M86 14h.01M110 14h.01M26 34h.01M50 34h.01M74 34h.01M98 34h.01M14 54h.01M38 54h.01M62 54h.01M86 54h.01M110 54h.01" />
  ),
  stripes: <path d="M0 0h16v90H0zM32 0h16v90H32zM64 0h16v90H64zM96 0h16v90H96z" />,
  window: <path d="M70 8h18v24H70zM92 8h18v24H92zM70 36h18v20H70zM92 36h18v20H92z" />,
  corner: <path d="M0 0h62L0 76z" />,
  plain: <path d="M0 62h120v28H0z" />,
};

/** An item's picture: the shop's own, or one that is drawn from its name and style. */
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
  const { drawing, scene, hue, isMirrored } = lookOf(item);
  const look = `${drawing} ${scene} ${hue} ${isMirrored ? 'mirrored' : 'straight'}`;
  return (
    <svg
      class="picture"
      viewBox="0 0 120 90"
      style={{ '--hue': String(hue) }}
      data-look={look}
      aria-hidden="true"
    >
      <rect class="ground" width="120" height="90" />
      <g class={`scene ${scene}`} transform={isMirrored ? 'matrix(-1 0 0 1 120 0)' : undefined}>
        {SCENE_SHAPES[scene]}
      </g>
      <ellipse class="shadow" cx="60" cy="75" rx="27" ry="4" />
      <path class="drawing" d={DRAWINGS[drawing]} transform="translate(31.200 15) scale(2.400)" />
    </svg>
  );
}
