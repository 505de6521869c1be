import type { Readiness, Verdict } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** A share as a percentage; rounding never yields 0% or 100%. */
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
  // Lazy: it takes a third of the time that Node.js takes to start.
  format ??= new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
  return format.format(number);
}

/** Printable text, truncated with an ellipsis. */
export function shortText(text: string, length: number): string {
  const characters = Array.from(visible(text.slice(0, 2 * length + 2)));
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}

/** A verdict, or that there is enough data and no measurement of the lists: rules of thumb call nothing ready. */
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
