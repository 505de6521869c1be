import { DRAWINGS as OF_CATEGORIES, OF_CATEGORY } from '@ecommerce-recommenders/storefront/pictures';

/** Path data of 24 × 24 drawings: those of categories, and more specific ones. */
export const DRAWINGS = {
  ...OF_CATEGORIES,
  pan: 'M3 9h11v3a4 4 0 0 1-4 4H7a4 4 0 0 1-4-4zM14 10h7M2 9h13',
  knife: 'M4 20l3-3M7 17l9-13c3 4 2 8-3 13zM4 20l-1.5-1.5L6 15l3 3z',
  ladle: 'M12 3v11M8 14h8a4 4 0 0 1-8 0zM10 3h4',
  bottle: 'M10 3h4v3l1.5 2v11a2 2 0 0 1-2 2h-3a2 2 0 0 1-2-2V8L10 6zM8.5 12h7',
  pump: 'M8 10h8v9a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2zM10 10V7h4v3M12 7V4h5M8 14h8',
  tube: 'M7 3h10l-2 13H9zM9.5 16h5v4h-5zM8 7h8',
  cream: 'M5 10h14v7a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3zM4 6h16v4H4zM9 15h6',
  razor: 'M7 4h10v4H7zM12 8v13M9 6h6',
  dress: 'M9 3v4l-1 3-4 11h16l-4-11-1-3V3l-3 3zM8 10h8',
  coat: 'M8 3L4 6v14h16V6l-4-3-4 4zM12 7v13M7 15h2M15 15h2',
  swim: 'M8 3v5c-2 2-2 5-1 8l5 5 5-5c1-3 1-6-1-8V3M8 8h8',
  sock: 'M9 3h7v10l-6 7a3.5 3.5 0 0 1-5-5l4-4zM9 6h7',
  scarf: 'M6 4h12v5H6zM8 9v12h4V9M14 9v8h3V9',
  boot: 'M6 3h7v9c4 1 7 2 7 5v3H6zM6 17h14M6 6h7',
  heel: 'M3 7c4 0 6 3 9 6s6 2 9 4v2h-9L6 12v8H4z',
  sandal: 'M3 17c4-1 14-1 18 0v2H3zM5 17l6-8 7 8M11 9h4',
  planter: 'M6 13h12l-2 8H8zM12 13V6M12 9c-4 0-5-2-5-5 4 0 5 2 5 5zM12 11c4 0 5-2 5-5-4 0-5 2-5 5z',
  packet: 'M6 3h12v18H6zM6 7h12M12 11c3 1 3 5 0 6-3-1-3-5 0-6z',
  fork: 'M8 3v5a4 4 0 0 0 8 0V3M12 3v18M10 21h4',
  biscuit:
    'M12 4a8 8 0 1 0 8 8 3 3 0 0 1-3-3 3 3 0 0 1-3-3 8 8 0 0 1-2-2zM9 10h.5M14 14h.5M9 15h.5M13 10.5h.5',
  sack: 'M8 3h8l-1 4c3 3 4 6 4 10a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4c0-4 1-7 4-10zM9 7h6M9 14h6',
  pumpkin:
    'M12 8c6-3 9 1 9 5s-3 8-9 7c-6 1-9-3-9-7s3-8 9-5zM12 8c0-2 1-4 3-4M8 11l1.5 2.5h-3zM16 11l1.5 2.5h-3zM8 16h8',
  balloon: 'M12 3c4 0 6 3 6 6 0 4-4 7-6 7s-6-3-6-7c0-3 2-6 6-6zM11 16h2l.5 2h-3zM12 18c-1 1 1 2 0 4',
  headphones: 'M4 14a8 8 0 0 1 16 0M3 13h4v7H5a2 2 0 0 1-2-2zM17 13h4v5a2 2 0 0 1-2 2h-2z',
  speaker: 'M7 3h10v18H7zM12 12a3 3 0 1 0 .01 6 3 3 0 0 0-.01-6zM12 6.5a1 1 0 1 0 .01 2 1 1 0 0 0-.01-2z',
  camera: 'M3 8h5l2-3h4l2 3h5v11H3zM12 10a3.5 3.5 0 1 0 .01 7 3.5 3.5 0 0 0-.01-7z',
  keys: 'M2 8h20v9H2zM5 11h.5M8.5 11h.5M12 11h.5M15.5 11h.5M19 11h.5M7 14h10',
  cable: 'M6 3v5a3 3 0 0 0 6 0V3M9 11v4c0 3 6 3 6 0v-2M12 13h6v3h-6zM6 3h6',
  card: 'M6 3h9l3 4v14H6zM9 3v4M12 3v4M9 14h6',
  bulb: 'M12 3a6 6 0 0 1 3.5 11v2h-7v-2A6 6 0 0 1 12 3zM9.5 19h5M10.5 21h3',
  string: 'M2 6c5 5 15 5 20 0M7 9l-1 4h3l-1-4M13 9.800l-1 4h3l-1-4M18 8l-1 4h3l-1-4',
  candle: 'M8 10h8v11H8zM12 10V8M12 3c2 2 2 4 0 5-2-1-2-3 0-5z',
  cushion: 'M4 5c5 1.5 11 1.5 16 0-1.5 5-1.5 9 0 14-5-1.5-11-1.5-16 0 1.5-5 1.5-9 0-14z',
  sofa: 'M5 6h14v6H5zM2 11h4v4h12v-4h4v7H2zM5 18v2M19 18v2',
  bed: 'M3 5h2v7h16v6H3zM5 9h6v3H5zM3 18v2M21 18v2',
  table: 'M2 8h20v3H2zM5 11v9M19 11v9',
  desk: 'M2 7h20v3H2zM4 10v10M13 10h7v10h-7zM13 15h7',
  pack: 'M7 8a5 5 0 0 1 10 0v13H7zM9 3h6M9 14h6v4H9zM5 11h2v7H5zM17 11h2v7h-2z',
  roll: 'M6 8h12a4 4 0 0 1 0 9H6a4 4 0 0 1 0-9zM6 8a4 4 0 0 1 0 9M10 8v9M16 8v9',
  grill: 'M3 9h18c0 4-4 6-9 6s-9-2-9-6zM8 15l-3 6M16 15l3 6M9 3v3M13 3v3',
  guitar:
    'M14 10l6-6M18 3l3 3M13 8a3 3 0 0 0-4 1 3 3 0 0 1-2 2 5 5 0 1 0 6 6 3 3 0 0 1 2-2 3 3 0 0 0 1-4zM8.5 15h.5',
  drum: 'M4 9v8c0 4 16 4 16 0V9M4 9c0-4 16-4 16 0s-16 4-16 0zM17 2l-5 6M7 2l4 6',
  strap: 'M5 4h6v6H5zM8 10v4c0 4 8 4 8 0V8M13 4h6v4h-6z',
  towel: 'M5 3h14v18H5zM5 8h14M5 16h14',
} as const;

/** Names of the drawings. */
export type DrawingName = keyof typeof DRAWINGS;

/** Words of a style or name, without the s of a plural, with their drawings. The first match applies. */
const OF_WORDS: readonly (readonly [words: string, drawing: DrawingName])[] = [
  ['headphone|earbud', 'headphones'],
  ['piano|synth|synthesi[sz]er', 'keys'],
  ['string light|garland|fairy light', 'string'],
  ['strings|strap|stand', 'strap'],
  ['light bulb|bulb', 'bulb'],
  ['camp light|lantern|lamp', 'lamp'],
  ['candle', 'candle'],
  ['office chair|dining chair|chair|stool|bench', 'chair'],
  ['sofa|couch|daybed|loveseat', 'sofa'],
  ['sleeping|mat', 'roll'],
  ['bedding|cushion|pillow|bolster', 'cushion'],
  ['bed', 'bed'],
  ['desk', 'desk'],
  ['table', 'table'],
  ['tent', 'tent'],
  ['backpack|rucksack', 'pack'],
  ['grill|barbecue', 'grill'],
  ['water bottle|bottle|flask|oil', 'bottle'],
  ['shampoo|conditioner|soap|wash', 'pump'],
  ['cream|balm|lotion', 'cream'],
  ['shav(e|er|ing)|razor|beard', 'razor'],
  ['cleanser|toner|gel|shoe care', 'tube'],
  ['hiking boot|boot', 'boot'],
  ['heel|pump', 'heel'],
  ['sandal|slipper', 'sandal'],
  ['shoe|sneaker|trainer', 'shoe'],
  ['dress', 'dress'],
  ['coat|jacket|parka', 'coat'],
  ['swim|swimwear|swimsuit|bikini', 'swim'],
  ['sock|glove', 'sock'],
  ['scarf|scarves|tie|belt', 'scarf'],
  ['shirt|t-?shirt|tee|blouse|sweater', 'shirt'],
  ['towel|blanket|rug', 'towel'],
  ['teapot|kettle', 'pot'],
  ['mug|coffee maker|cup', 'mug'],
  ['knife|knives|board', 'knife'],
  ['pan|bakeware|wok|skillet', 'pan'],
  ['cooking tool|spoon|spatula', 'ladle'],
  ['biscuit|cookie|sweet|cake', 'biscuit'],
  ['coffee bean|pasta|flour|baking|rice|soil', 'sack'],
  ['tea|sauce|honey|jam|spice', 'jar'],
  ['seed', 'packet'],
  ['planter|plant|pot', 'planter'],
  ['garden tool|rake|spade|fork', 'fork'],
  ['halloween|pumpkin', 'pumpkin'],
  ['balloon|party', 'balloon'],
  ['winter|snow|christmas', 'snow'],
  ['speaker|radio|sound', 'speaker'],
  ['camera', 'camera'],
  ['keyboard|mice|mouse', 'keys'],
  ['cable|charger', 'cable'],
  ['memory|card', 'card'],
  ['monitor|screen|tv|laptop', 'screen'],
  ['guitar|ukulele|bass', 'guitar'],
  ['drum|caj[oó]n|djembe', 'drum'],
  ['bag|purse|wallet', 'bag'],
  ['ring|earring|necklace|bracelet|jewel|jewell?ery', 'gem'],
  ['book|novel', 'book'],
];

/** Matches whole words in any language, so that Teekanne does not match tee. */
const PATTERNS = OF_WORDS.map(
  ([words, drawing]) =>
    [new RegExp(`(?<![\\p{L}\\p{N}])(${words})(e?s)?(?![\\p{L}\\p{N}])`, 'u'), drawing] as const,
);

/** The drawing for an item, by its style, name or category; a box if none matches. */
export function drawingOf(style = '', name = '', category = ''): DrawingName {
  const byWords = [style, name].flatMap((text) => {
    const lower = text.toLowerCase();
    return PATTERNS.find(([words]) => words.test(lower))?.[1] ?? [];
  });
  return byWords[0] ?? OF_CATEGORY[category.toLowerCase()] ?? 'box';
}
