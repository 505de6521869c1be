import type { Found } from '../src/page/page-answers';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** A human-readable duration: `0`, `340 ms`, `2.4 s`, `3 min 20 s`, `1 h 5 min`. */
export function duration(ms: number): string {
  if (ms === 0) return '0';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 3600 ? parts(seconds, 60, 'min', 's') : parts(Math.round(seconds / 60), 60, 'h', 'min');
}

function parts(amount: number, size: number, large: string, small: string): string {
  const rest = amount % size;
  return `${Math.floor(amount / size)} ${large}${rest > 0 ? ` ${rest} ${small}` : ''}`;
}

/** `No items.`, `1 item.`, `The first 24 of 4,500 items.` */
export function countOf({ total, first }: Found<unknown>, noun: string, which = 'first'): string {
  if (total > first.length)
    return `The ${which} ${first.length} of ${total.toLocaleString('en-US')} ${noun}s.`;
  return `${total === 0 ? 'No' : total} ${noun}${total === 1 ? '' : 's'}.`;
}

// The data has no currency.
const FORMAT = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A price as the shop shows it; nothing for an item without one. */
export const price = (amount: number | undefined): string =>
  amount === undefined ? '' : FORMAT.format(amount);

/** Attributes that are displayed or read out. */
const READ = ['title', 'aria-label', 'alt', 'placeholder'] as const;

/**
 * Escapes invisible and bidirectional control characters in an element's props: names and ids are untrusted and
 * could imitate others. Links, values and keys stay unchanged.
 */
export function spellOut(props: Record<string, unknown>): void {
  props.children = shown(props.children);
  for (const name of READ) if (name in props) props[name] = shown(props[name]);
}

function shown(content: unknown): unknown {
  if (typeof content === 'string') return visible(content);
  return Array.isArray(content) ? content.map(shown) : content;
}
