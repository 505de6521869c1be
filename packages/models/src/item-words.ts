const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Scripts without a space after each word, and Hangul, whose words carry their particles. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30fc\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');

/**
 * The words of a text in any script, lower case. Where spaces do not separate words, each two adjacent characters are one, as in
 * Lucene's CJKBigramFilter; a dictionary would answer differently from one version of Node.js to the next.
 *
 * @see https://lucene.apache.org/core/9_0_0/analysis/common/org/apache/lucene/analysis/cjk/CJKBigramFilter.html
 */
export function wordsOf(text: string): string[] {
  const normal = text.normalize('NFKC').toLowerCase();
  const words = normal.match(WORD) ?? [];
  if (!HAS_UNSPACED.test(normal)) return words;
  return words.flatMap((word) =>
    (word.match(RUN) ?? []).flatMap((run) => (IS_UNSPACED.test(run) ? pairsOf([...run]) : run)),
  );
}

/** Each two adjacent characters; one alone is itself. */
const pairsOf = (characters: readonly string[]): readonly string[] =>
  characters.length === 1
    ? characters
    : characters.slice(1).map((character, before) => characters[before] + character);
