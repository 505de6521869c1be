/** Path data of 24 × 24 drawings for common categories. Closed shapes are filled, lines are stroked. */
export const DRAWINGS = {
  pot: 'M5 10h14v6a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3zM3 10h18M9 10V7h6v3',
  shirt: 'M8 4L3 7l2 4 2-1v10h10V10l2 1 2-4-5-3a4 4 0 0 1-8 0z',
  tulip:
    'M8 4c1.5 1 2.5 2 4 0 1.5 2 2.5 1 4 0v5a4 4 0 0 1-8 0zM12 13v8M12 19c-3 0-5-1.5-5-4M12 19c3 0 5-1.5 5-4',
  jar: 'M8 3h8v3H8zM7 6h10l1 3v10a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V9zM6 12h12M6 17h12',
  snow: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5L12 7l2.5-2.5M9.5 19.5L12 17l2.5 2.5',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  lamp: 'M8 3h8l3 8H5zM12 11v8M8 19h8v2H8z',
  shoe: 'M3 8v9h18v-2c0-2-2-3-5-4l-5-4-2 2c-2 1-4 0-6-1zM3 14h18',
  chair: 'M7 3v9h10V3zM5 12h14v3H5zM7 15v6M17 15v6',
  tent: 'M12 4L2.5 20h19zM12 11l-4.5 9h9z',
  drop: 'M12 3c4 5 6 7.5 6 11a6 6 0 0 1-12 0c0-3.5 2-6 6-11zM9 14a3 3 0 0 0 3 3',
  note: 'M9 18V5l10-2v13M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM9 9l10-2',
  bag: 'M5 8h14l1 13H4zM8.5 8V6.500a3.5 3.5 0 0 1 7 0V8',
  gem: 'M7 4h10l4 5-9 12L3 9zM3 9h18M9 9l3 12 3-12-3-5z',
  wrench: 'M15 3a5 5 0 0 0-4.5 7L3 17.5 6.5 21l7.5-7.500A5 5 0 0 0 20.5 8l-3 2.5-3-3L17 4a5 5 0 0 0-2-1z',
  book: 'M4 5c3-1 6-1 8 1v14c-2-2-5-2-8-1zM20 5c-3-1-6-1-8 1v14c2-2 5-2 8-1z',
  mug: 'M5 7h11v9a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3zM16 9h2a3 3 0 0 1 0 6h-2',
  glass: 'M6 6h12l-2 15H8zM7 11h10M13 6l2-4',
  crisps: 'M6 3h12l-1 4 1 14H6l1-14zM9 12a3 2 0 0 0 6 0',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
} as const;

/** Drawings by category in lower case. They cover the categories of both demo shops. */
export const OF_CATEGORY: Readonly<Record<string, keyof typeof DRAWINGS>> = {
  kitchen: 'pot',
  housewares: 'pot',
  clothing: 'shirt',
  apparel: 'shirt',
  garden: 'tulip',
  floral: 'tulip',
  pantry: 'jar',
  groceries: 'jar',
  seasonal: 'snow',
  electronics: 'screen',
  living: 'lamp',
  homedecor: 'lamp',
  shoes: 'shoe',
  footwear: 'shoe',
  furniture: 'chair',
  camping: 'tent',
  outdoors: 'tent',
  beauty: 'drop',
  music: 'note',
  instruments: 'note',
  accessories: 'bag',
  jewelry: 'gem',
  tools: 'wrench',
  books: 'book',
  'food service': 'mug',
  'hot dispensed': 'mug',
  'cold dispensed': 'glass',
  'salty snacks': 'crisps',
};

/** Path data of background scenes for the drawings, in a box of 120 × 90. Dots are dashed lines, 24 apart. */
export const SCENES = {
  sun: 'M58 34a26 26 0 1 0 52 0 26 26 0 1 0-52 0z',
  hills: 'M0 74c18-26 36-26 56-8 18-24 44-24 64-2v26H0z',
  arch: 'M30 90V46a30 30 0 0 1 60 0v44z',
  dots: 'M14 14h97M26 34h73M14 54h97',
  stripes: 'M0 0h16v90H0zM32 0h16v90H32zM64 0h16v90H64zM96 0h16v90H96z',
  window: 'M70 8h18v24H70zM92 8h18v24H92zM70 36h18v20H70zM92 36h18v20H92z',
  corner: 'M0 0h62L0 76z',
  plain: 'M0 62h120v28H0z',
} as const;

/** Names of the scenes. */
export type SceneName = keyof typeof SCENES;

const SCENE_NAMES = Object.keys(SCENES) as SceneName[];

/** Hues in degrees, far enough apart to be distinguished. */
const HUES = [8, 28, 44, 82, 140, 166, 190, 212, 240, 268, 310, 340];

/** Background of an item's drawing. */
export interface Scenery {
  readonly scene: SceneName;
  /** In degrees. */
  readonly hue: number;
  /** Whether the scene is mirrored. */
  readonly isMirrored: boolean;
}

/** The scenery for a text. It is the same wherever the text appears, and differs between similar texts. */
export function sceneryOf(text: string): Scenery {
  // FNV-1a with a final mix.
  let seed = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) seed = Math.imul(seed ^ text.charCodeAt(at), 0x01000193);
  seed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
  seed = (seed ^ (seed >>> 16)) >>> 0;
  return {
    scene: SCENE_NAMES[(seed >>> 8) % SCENE_NAMES.length],
    hue: HUES[seed % HUES.length],
    isMirrored: (seed >>> 16) % 2 > 0,
  };
}
