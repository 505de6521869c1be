const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Matches scripts that do not separate words with spaces, and Hangul, whose words include particles. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30fc\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');

/**
 * The words of a text in any script, in lower case. Where spaces do not separate words, each pair of adjacent
 * characters is a word, as in Lucene's CJKBigramFilter. A dictionary could change between versions of Node.js.
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

/** Pairs of adjacent characters, or the character itself if there is only one. */
const pairsOf = (characters: readonly string[]): readonly string[] =>
  characters.length === 1
    ? characters
    : characters.slice(1).map((character, before) => characters[before] + character);
