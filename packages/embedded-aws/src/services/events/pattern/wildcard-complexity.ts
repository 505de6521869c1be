import type { Wildcards } from '../../../wildcards';

/** Maximum number of wildcard prefixes that one value may match at once. */
const MAX_PREFIXES = 10;

/** A pattern's bytes, between the quotation marks of a JSON text; ANY for a star. */
type Bytes = readonly number[];
const ANY = -1;
const QUOTE = '"';

/**
 * Whether EventBridge calls the wildcards of a list too complex: some value would match more than ten prefixes of its
 * patterns at once, such as `*`, `*:` and `*:*` of `*:*:x`.
 *
 * @param entries - the wildcard patterns of each entry of the list: one, or the several of an anything-but
 * @see https://github.com/aws/event-ruler MachineComplexityEvaluator
 */
export function isTooComplex(entries: readonly (readonly Wildcards[])[]): boolean {
  const distinct = new Map(entries.map((entry) => [entry.map(bytesOf).sort().join(';'), entry]));
  const patterns = [...distinct.values()].flatMap((entry) => entry.map(bytesOf));
  const names = [...distinct.values()].flatMap((entry, at) => entry.map((one) => namesOf(bytesOf(one), at)));
  const count = (prefixes: ReadonlySet<number>): number =>
    new Set(Array.from(prefixes, (prefix) => names[patternOf(prefix)][lengthOf(prefix)])).size;
  const pending = [new Set(patterns.map((_pattern, at) => prefixOf(at, 0)))];
  const seen = new Set<string>();
  for (let matched = pending.pop(); matched; matched = pending.pop()) {
    for (const byte of nextBytes(matched, patterns)) {
      const next = step(matched, byte, patterns);
      if (count(next) > MAX_PREFIXES) return true;
      const key = [...next].sort((a, b) => a - b).join();
      if (!seen.has(key)) pending.push(next);
      seen.add(key);
    }
  }
  return false;
}

/** A pattern and the length of its prefix, as one number. */
const prefixOf = (pattern: number, length: number): number => pattern * 2 ** 16 + length;
const lengthOf = (prefix: number): number => prefix % 2 ** 16;
const patternOf = (prefix: number): number => Math.floor(prefix / 2 ** 16);

const bytesOf = (wildcards: Wildcards): Bytes =>
  [QUOTE, ...wildcards, QUOTE].flatMap((token) =>
    typeof token === 'string' ? [...Buffer.from(token)] : [ANY],
  );

/** Names of a pattern's prefixes, by length: those up to the first star are the same for all patterns of an entry. */
function namesOf(pattern: Bytes, entry: number): string[] {
  const firstStar = pattern.indexOf(ANY);
  const text = pattern.join();
  return Array.from({ length: pattern.length + 1 }, (_, length) =>
    firstStar < 0 || length <= firstStar + 1
      ? `${entry} ${pattern.slice(0, length).join()}`
      : `${entry} ${text} ${length}`,
  );
}

/** Bytes that extend a matched prefix; any other byte matches no more prefixes than these. */
function nextBytes(matched: ReadonlySet<number>, patterns: readonly Bytes[]): Set<number> {
  const bytes = [...matched].map((prefix) => patterns[patternOf(prefix)][lengthOf(prefix)]);
  return new Set(bytes.filter((byte) => byte >= 0));
}

/** The prefixes that match a value with one more byte. */
function step(matched: ReadonlySet<number>, byte: number, patterns: readonly Bytes[]): Set<number> {
  const next = new Set<number>();
  for (const prefix of matched) {
    const pattern = patterns[patternOf(prefix)];
    const length = lengthOf(prefix);
    if (pattern[length - 1] === ANY) next.add(prefix);
    if (pattern[length] !== byte) continue;
    next.add(prefix + 1);
    // A star also matches no text.
    if (pattern[length + 1] === ANY) next.add(prefix + 2);
  }
  return next;
}
