import { isUtf8 } from 'node:buffer';
import type { TextEncoding } from '@ecommerce-recommenders/shop-data/data/files/decode-text';

/** Delimiters of CSV, the most usual first. */
const DELIMITERS = [',', ';', '\t', '|', '^'] as const;

const QUOTES = ['"', "'"] as const;

/** Number of lines to compare. */
const COMPARED_LINES = 50;

/** Encoding of a text, judging by its first bytes. They may end within a character. */
export function detectEncoding(head: Buffer): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if ([0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, Math.max(head.length - cut, 0))))) return 'utf-8';
  return EAST_ASIAN.find(([encoding, letters]) => isWrittenIn(head, encoding, letters))?.[0] ?? 'latin1';
}

/** Encodings of Korean and Japanese exports, with the script to which most of their non-ASCII text should belong. */
const EAST_ASIAN: readonly [TextEncoding, RegExp][] = [
  ['euc-kr', /\p{Script=Hangul}/gu],
  ['shift_jis', /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu],
];

function isWrittenIn(head: Buffer, encoding: TextEncoding, letters: RegExp): boolean {
  const text = new TextDecoder(encoding).decode(head.subarray(0, 200_000));
  const all = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  return (text.match(letters)?.length ?? 0) > 0.9 * all;
}

/** Whether a text is JSON Lines. */
export const isJsonLines = (text: string): boolean => /^\s*\{/.test(text);

/** The delimiter that splits the first lines into equal numbers of values, and into the largest number. */
export function detectDelimiter(text: string, quote: string): string {
  const lines = linesOutsideQuotes(text, quote);
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length);
    const alike = counts.filter((count) => count === counts[0]).length / counts.length;
    return counts[0] < 2 ? 0 : alike * 1000 + counts[0];
  });
  return DELIMITERS[scores.indexOf(Math.max(...scores))];
}

/** The most frequent quote around values. */
export function detectQuote(text: string): string {
  const start = text.slice(0, 20_000);
  const edges = QUOTES.map(
    (quote) =>
      start.split(new RegExp(`(?:^|[,;\\t|^\\n])${quote}[^${quote}]*${quote}(?=[,;\\t|^\\r\\n]|$)`)).length,
  );
  return edges[1] > edges[0] ? QUOTES[1] : QUOTES[0];
}

/** The first lines without quoted text, because that may contain line ends and delimiters, as in order notes. */
function linesOutsideQuotes(text: string, quote: string): string[] {
  const bare = text.slice(0, 200_000).replace(new RegExp(`${quote}[^${quote}]*${quote}`, 'g'), '');
  return bare
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .slice(0, COMPARED_LINES);
}
