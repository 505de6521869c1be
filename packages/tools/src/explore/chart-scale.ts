import { visible } from '@ecommerce-recommenders/csv/visible';

/** Font size of charts, in the units of their drawings. */
export const FONT_SIZE = 12.5;

/** Widths of characters as shares of the font size. They are rather too wide than too narrow, because fonts differ. */
const NARROW = 0.6;
const WIDE = 1;

/** From this code point on, characters are as wide as they are high: Hangul, Chinese characters, emoji. */
const FIRST_WIDE = 0x1100;

/** Approximate width of a drawn text. */
export function textWidth(text: string): number {
  const shares = Array.from(text, (character) => (character.codePointAt(0)! < FIRST_WIDE ? NARROW : WIDE));
  return FONT_SIZE * shares.reduce((sum, share) => sum + share, 0);
}

/** Printable text, truncated with an ellipsis if it is wider than `width`. */
export function fittingText(text: string, width: number): string {
  // No character is narrower, so the text beyond this length cannot fit.
  const limit = Math.ceil(width / (NARROW * FONT_SIZE)) + 1;
  const characters = Array.from(visible(text.slice(0, 2 * limit)));
  if (textWidth(characters.join('')) <= width) return characters.join('');
  while (characters.length > 1 && textWidth(`${characters.join('')}…`) > width) characters.pop();
  return `${characters.join('')}…`;
}

const MAX_STEPS = 5;

/** Ticks of an axis of counts from 0 to at least the largest: at most six, in steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(largest: number): number[] {
  const least = largest / MAX_STEPS;
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((value) => value >= least)!;
  return Array.from({ length: Math.max(1, Math.ceil(largest / step)) + 1 }, (_, at) => at * step);
}

/** Minimum space between two labels. */
const LABEL_GAP = 10;

/** The indexes of labels that do not overlap, at a distance of `band` each: every one, every second, every third, … */
export function shownLabels(labels: readonly string[], band: number): number[] {
  const widest = Math.max(...labels.map(textWidth));
  const every = Math.max(1, Math.ceil((widest + LABEL_GAP) / band));
  return Array.from({ length: Math.ceil(labels.length / every) }, (_, at) => at * every);
}
