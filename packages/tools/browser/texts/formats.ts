import { type LanguageCode, LANGUAGES } from './languages';
import type { Texts } from './texts';

/** A language, and its formats. */
export interface Formats {
  readonly code: LanguageCode;
  readonly texts: Texts;
  /** `4,500`; at most that many digits after the point. */
  readonly number: (value: number, digits?: number) => string;
  /** A day: `Aug 5, 2026`. */
  readonly day: (timeMs: number) => string;
  /** A price as the shop shows it; empty for an item without one. */
  readonly price: (amount: number | undefined, currency: string | undefined, digits?: number) => string;
  /** A duration: `0`, `340 ms`, `2.4 s`, `3 min 20 s`, `1 h 5 min`. */
  readonly duration: (ms: number) => string;
}

/** Texts and formats of a language. */
export function formatsOf(code: LanguageCode): Formats {
  const { locale, texts } = LANGUAGES[code];
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', year: 'numeric' });
  const plain = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return {
    code,
    texts,
    number: (value, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits }),
    day: (timeMs) => day.format(timeMs),
    price: (amount, currency, digits) => {
      if (amount === undefined) return '';
      if (currency === undefined) return plain.format(amount);
      return amount.toLocaleString(locale, { style: 'currency', currency, minimumFractionDigits: digits });
    },
    duration: (ms) => duration(ms, texts.units),
  };
}

function duration(ms: number, units: Texts['units']): string {
  if (ms === 0) return '0';
  if (ms < 1000) return `${Math.round(ms)}${units.ms}`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))}${units.s}`;
  const seconds = Math.round(ms / 1000);
  return seconds < 3600
    ? parts(seconds, units.min, units.s, units.between)
    : parts(Math.round(seconds / 60), units.h, units.min, units.between);
}

function parts(amount: number, large: string, small: string, between: string): string {
  const rest = amount % 60;
  return `${Math.floor(amount / 60)}${large}${rest > 0 ? `${between}${rest}${small}` : ''}`;
}
