/** Wildcard: any text, including none. */
export const ANY_TEXT = Symbol('any text');

/** Wildcard: any one character. */
export const ANY_CHARACTER = Symbol('any character');

/** A pattern: literals and wildcards. */
export type Wildcards = readonly (string | typeof ANY_TEXT | typeof ANY_CHARACTER)[];

/** Searchable text: a string, or anything with its UTF-16 code units. */
export type Characters = Pick<string, 'length' | 'charCodeAt'>;

/**
 * Matches whole texts against a pattern. Each part between two `ANY_TEXT` is matched at its first occurrence after the
 * previous part. A later occurrence would only leave less text for the rest, so no backtracking is needed, which makes
 * regular expressions exponential.
 *
 * Linear in the text, or text × part for parts with `ANY_CHARACTER`.
 */
export function wildcardMatcher(pattern: Wildcards): (text: Characters) => boolean {
  const [first, ...others] = partsOf(pattern);
  const last = others.pop();
  if (!last) return (text) => text.length === first.length && isAt(first, text, 0);
  const finders = others.filter(({ length }) => length > 0).map(finderOf);
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !isAt(first, text, 0) || !isAt(last, text, end)) return false;
    let from = first.length;
    for (const find of finders) {
      from = find(text, from, end);
      if (from < 0) return false;
    }
    return true;
  };
}

/**
 * `indexOf` for untrusted texts: linear. `String.indexOf` takes text × wanted steps in the worst case:
 * seconds for a megabyte and a thousand characters.
 */
export function textFinder(wanted: string): (text: Characters, from?: number) => number {
  const find = finderOf(codesOf(wanted));
  return (text, from = 0) => {
    const end = find(text, from, text.length);
    return end < 0 ? -1 : end - wanted.length;
  };
}

/** Code units; {@link ANY} for `ANY_CHARACTER`. */
type Part = readonly number[];
const ANY = -1;

/** End of the first occurrence of a part within `[from, to)`, or -1. */
type Finder = (text: Characters, from: number, to: number) => number;

const codesOf = (text: string): number[] =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

/** Splits a pattern at `ANY_TEXT`, including before the first and after the last. */
function partsOf(pattern: Wildcards): Part[] {
  const parts: number[][] = [[]];
  for (const token of pattern) {
    if (token === ANY_TEXT) parts.push([]);
    else if (token === ANY_CHARACTER) parts[parts.length - 1].push(ANY);
    else for (let at = 0; at < token.length; at++) parts[parts.length - 1].push(token.charCodeAt(at));
  }
  return parts;
}

function isAt(part: Part, text: Characters, start: number): boolean {
  for (let at = 0; at < part.length; at++)
    if (part[at] !== ANY && part[at] !== text.charCodeAt(start + at)) return false;
  return true;
}

const finderOf = (part: Part): Finder => (part.includes(ANY) ? naiveFinder(part) : kmpFinder(part));

/** Naive search, position by position. */
const naiveFinder =
  (part: Part): Finder =>
  (text, from, to) => {
    for (let start = from; start + part.length <= to; start++)
      if (isAt(part, text, start)) return start + part.length;
    return -1;
  };

/** Knuth–Morris–Pratt: never moves back in the text. */
function kmpFinder(part: Part): Finder {
  /** Length of the longest proper prefix of `part[0..at]` that is also its suffix. */
  const borders = new Int32Array(part.length);
  for (let at = 1, border = 0; at < part.length; at++) {
    while (border > 0 && part[at] !== part[border]) border = borders[border - 1];
    if (part[at] === part[border]) border++;
    borders[at] = border;
  }
  return (text, from, to) => {
    if (part.length === 0) return from;
    let matched = 0;
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      while (matched > 0 && code !== part[matched]) matched = borders[matched - 1];
      if (code === part[matched]) matched++;
      if (matched === part.length) return at + 1;
    }
    return -1;
  };
}
