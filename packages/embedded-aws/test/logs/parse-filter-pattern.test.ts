import { parseFilterPattern } from '../../src/services/logs/parse-filter-pattern';

const MESSAGES = ['ERROR 400 "bad" request', 'ERROR 500', 'WARN 400', 'Größe'];

describe('a filter pattern', () => {
  it.each([
    ['', MESSAGES],
    ['  ', MESSAGES],
    ['ERROR', [MESSAGES[0], MESSAGES[1]]],
    ['error', []],
    ['ERROR 400', [MESSAGES[0]]],
    ['400 ERROR', [MESSAGES[0]]],
    ['"400 ERROR"', []],
    ['"ERROR 400"', [MESSAGES[0]]],
    ['"\\"bad\\""', [MESSAGES[0]]],
    ['ERROR -400', [MESSAGES[1]]],
    ['-ERROR -WARN', [MESSAGES[3]]],
    ['?WARN ?"500"', [MESSAGES[1], MESSAGES[2]]],
    ['Größe', [MESSAGES[3]]],
  ])('%j matches %j (LOGS-8)', (pattern, matched) => {
    expect(MESSAGES.filter(parseFilterPattern(pattern))).toEqual(matched);
  });

  it('finds a term of many characters', () => {
    const has = parseFilterPattern(`${'a'.repeat(500)}b${'a'.repeat(500)}`);
    expect(has(`${'a'.repeat(500)}b`.repeat(3))).toBe(true);
    expect(has(`${'a'.repeat(499)}b`.repeat(3))).toBe(false);
  });

  it.each([
    ['{ $.level = "ERROR" }', /JSON members/],
    ['[ip, status=500]', /space-delimited/],
    ['%ERR.*%', /regular expressions/],
    ['E-1', /in quotes: E-1$/],
    ['"open', /in quotes: "open$/],
    ['?WARN ERROR', /terms with \?/],
  ])('fails for %j (LOGS-8)', (pattern, message) => {
    expect(() => parseFilterPattern(pattern)).toThrow(message);
  });
});
