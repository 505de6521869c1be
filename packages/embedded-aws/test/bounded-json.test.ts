import fc from 'fast-check';
import { parseBoundedJson } from '../src/bounded-json';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('JSON from outside', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5, noUnicodeString: false }), (text) => {
        expect(parseBoundedJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('fails where JSON.parse fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[],:"\\1a ') }), (text) => {
        expect(outcomeOf(() => parseBoundedJson(text))).toEqual(outcomeOf(() => JSON.parse(text)));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['strings', JSON.stringify('[{'.repeat(200))],
    ['escaped quotes', JSON.stringify(`"${'\\"[{'.repeat(200)}`)],
    ['names', JSON.stringify({ ['['.repeat(200)]: 1 })],
  ])('may hold any number of brackets in %s', (_, text) => {
    expect(parseBoundedJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['a hundred levels', nested(100), nested(101), 'nested too deeply: more than 100 levels'],
    ['half a million values', many(499_998), many(500_000), 'it has more than 500000 values'],
  ])('may have %s, and fails with more', (_, right, wrong, words) => {
    expect(() => parseBoundedJson(right)).not.toThrow();
    expect(() => parseBoundedJson(wrong)).toThrow(words);
  });

  it('fails before anything is made of it', () => {
    const parse = jest.spyOn(JSON, 'parse');
    expect(() => parseBoundedJson('['.repeat(1_000_000))).toThrow('nested too deeply');
    expect(() => parseBoundedJson(many(2_000_000))).toThrow('values');
    // The spy also sees Jest parse source maps.
    expect(parse).not.toHaveBeenCalledWith(expect.stringMatching(/^\[/));
    parse.mockRestore();
  });

  it('may be nested more deeply where that is said', () => {
    expect(() => parseBoundedJson(nested(1_000), 1_000)).not.toThrow();
    expect(() => parseBoundedJson(nested(1_001), 1_000)).toThrow('more than 1000 levels');
  });
});

function many(values: number): string {
  return `[${'1,'.repeat(values - 1)}1]`;
}

function outcomeOf(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    return (error as Error).message;
  }
}
