import type { Readiness, Verdict } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** A share as a percentage. Rounding never yields 0% or 100%. */
export function percent(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0%';
  if (part === whole) return '100%';
  const value = (100 * part) / whole;
  if (value < 0.1) return '<0.1%';
  return `${Math.min(99.9, value).toFixed(value < 10 || value > 99 ? 1 : 0)}%`;
}

let format: Intl.NumberFormat | undefined;

/** A number in few characters: `1.2K`, `3M`. */
export function compactNumber(number: number): string {
  // Created lazily, because it takes a third of the time in which Node.js starts.
  format ??= new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
  return format.format(number);
}

/** Printable text, truncated with an ellipsis. */
export function shortText(text: string, length: number): string {
  const characters = Array.from(visible(text.slice(0, 2 * length + 2)));
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}

/** A verdict, or `unmeasured`: there is enough data, but the lists were not measured. Rules of thumb alone never yield ready. */
export type ShownVerdict = Verdict | 'unmeasured';

export const shownVerdict = ({ verdict, measured }: Pick<Readiness, 'verdict' | 'measured'>): ShownVerdict =>
  verdict === 'ready' && !measured ? 'unmeasured' : verdict;

/** A sign for each verdict, so that color is not the only cue. */
export const VERDICT_SIGNS: Record<ShownVerdict, string> = {
  unmeasured: '·',
  ready: '✓',
  weak: '!',
  blocked: '✗',
};
