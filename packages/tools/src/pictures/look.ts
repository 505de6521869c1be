import type { PageItem } from '../page/page-answers';
import { drawingOf, type DrawingName } from './drawings';

/** Scenes behind the drawings. */
const SCENES = ['sun', 'hills', 'arch', 'dots', 'stripes', 'window', 'corner', 'plain'] as const;

/** Hues in degrees, far enough apart to be distinguished. */
const HUES = [8, 28, 44, 82, 140, 166, 190, 212, 240, 268, 310, 340] as const;

/** How a drawn picture looks. */
export interface Look {
  readonly drawing: DrawingName;
  readonly scene: (typeof SCENES)[number];
  /** In degrees. */
  readonly hue: number;
  /** Whether the scene is mirrored. */
  readonly isMirrored: boolean;
}

/** The look of an item, from its name and style: the same wherever it appears. */
export function lookOf({ itemId, name = itemId, style, category }: PageItem): Look {
  const seed = hash(`${name} ${style ?? ''}`);
  return {
    drawing: drawingOf(style, name, category),
    scene: SCENES[(seed >>> 8) % SCENES.length],
    hue: HUES[seed % HUES.length],
    isMirrored: (seed >>> 16) % 2 === 1,
  };
}

/** FNV-1a hash of a text with a final mix, from 0 to 2³² - 1. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 16)) >>> 0;
}
