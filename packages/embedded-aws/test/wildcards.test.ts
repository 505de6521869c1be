import fc from 'fast-check';
import { ANY_CHARACTER, ANY_TEXT, textFinder, wildcardMatcher, type Wildcards } from '../src/wildcards';

/** A pattern out of `*`, `?` and characters. */
const patternOf = (text: string): Wildcards =>
  [...text].map((char) => (char === '*' ? ANY_TEXT : char === '?' ? ANY_CHARACTER : char));

/** Brute force. */
function oracle(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === '*') return [...text, ''].some((_, from) => oracle(text.slice(from), rest));
  return text !== '' && (first === '?' || first === text[0]) && oracle(text.slice(1), rest);
}

/** Counts character reads. */
function counted(text: string): { length: number; charCodeAt(at: number): number; steps(): number } {
  let steps = 0;
  return {
    length: text.length,
    charCodeAt: (at) => {
      steps++;
      return text.charCodeAt(at);
    },
    steps: () => steps,
  };
}

const few = (alphabet: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

describe('a pattern of wildcards', () => {
  it.each([
    ['?', '\n', true],
    ['a*', 'a\nb', true],
    ['*a?c', 'abcabc', true],
    ['.*', 'a', false],
    ['a?', 'a😀', false],
    ['a??', 'a😀', true],
  ])('%j on %j: %s', (pattern, text, expected) => {
    expect(wildcardMatcher(patternOf(pattern))(text)).toBe(expected);
  });

  it('matches what a search through everything matches', () => {
    fc.assert(
      fc.property(
        few('ab*?', 8),
        few('ab', 10),
        (pattern, text) => wildcardMatcher(patternOf(pattern))(text) === oracle(text, pattern),
      ),
      { numRuns: 2_000 },
    );
  });

  const manyAs = 'a'.repeat(2_000);
  it.each([
    ['many stars', '*a*a*a*a*a*b', manyAs, false],
    ['a star between any two characters', `${'*a'.repeat(1_500)}*b`, manyAs, false],
    ['a star before every character of the text', '*a'.repeat(2_000), manyAs, true],
    ['stars alone', '*'.repeat(2_000), manyAs, true],
    ['a part that nearly fits everywhere', `*${'a'.repeat(500)}b${'a'.repeat(500)}*`, manyAs, false],
    ['parts that nearly fit, many times', '*aab'.repeat(400), manyAs, false],
    ['a part that fits at the end alone', `*${'a'.repeat(1_000)}b`, `${manyAs}b`, true],
  ])('looks at no character more than twice with %s', (_, pattern, text, expected) => {
    const characters = counted(text);
    expect(wildcardMatcher(patternOf(pattern))(characters)).toBe(expected);
    expect(characters.steps()).toBeLessThanOrEqual(2 * text.length);
  });

  it.each([
    ['question marks alone', `*${'?'.repeat(1_000)}*`, 1],
    ['a question mark between any two characters', `*${'a?'.repeat(500)}b*`, 501],
    ['many parts with question marks', `${'*a?a'.repeat(300)}*b?b*`, 4],
  ])('looks at each character no more often than a part is long with %s', (_, pattern, often) => {
    const characters = counted(manyAs);
    wildcardMatcher(patternOf(pattern))(characters);
    expect(characters.steps()).toBeLessThanOrEqual(often * manyAs.length);
  });
});

describe('a finder of texts', () => {
  it('finds what indexOf finds', () => {
    fc.assert(
      fc.property(few('aab', 30), few('ab', 5), fc.nat(30), (text, wanted, at) => {
        const from = Math.min(at, text.length);
        return textFinder(wanted)(text, from) === text.indexOf(wanted, from);
      }),
      { numRuns: 2_000 },
    );
  });

  it('looks at each character once, however nearly the text is the wanted one', () => {
    fc.assert(
      fc.property(few('aab', 1_000), few('aab', 100), (text, wanted) => {
        const characters = counted(text);
        textFinder(`${wanted}c`)(characters);
        return characters.steps() <= text.length;
      }),
    );
  });
});
