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
    ['{ $.level ~ "ERROR" }', /expected a comparison/],
    ['{ $.level = }', /expected a value/],
    ['{ $.ms > many }', /compares with a number, got many/],
    ['{ ($.a = 1 }', /expected \)/],
    ['{ level = 1 }', /a selector begins with/],
    ['{ $.a = 1 } x', /unexpected/],
    ['[ip, status=500]', /space-delimited/],
    ['%ERR.*%', /regular expressions/],
    ['E-1', /in quotes: E-1$/],
    ['"open', /in quotes: "open$/],
    ['?WARN ERROR', /terms with \?/],
  ])('fails for %j (LOGS-8)', (pattern, message) => {
    expect(() => parseFilterPattern(pattern)).toThrow(message);
  });

  const EVENTS = [
    { level: 'ERROR', ms: 120, user: { id: 'a.b', tags: ['x', 'y'] } },
    { level: 'ERRATIC', ms: 5, user: null },
    { level: 'INFO', ok: true, 'a.b': 1 },
  ];
  it.each([
    ['{ $.level = "ERROR" }', [0]],
    ['{$.level=ERR*}', [0, 1]],
    ['{ $.level != "ERR*" }', [2]],
    ['{ $.ms > 100 }', [0]],
    ['{ $.ms <= 120 && $.level = "*A*" }', [1]],
    ['{ ($.ms = 5) || ($.ok IS TRUE) }', [1, 2]],
    ['{ $.level = "INFO" || $.ms > 1 && $.ms < 10 }', [1, 2]],
    ['{ $.user IS NULL }', [1]],
    ['{ $.user NOT EXISTS }', [2]],
    ['{ $.user.id = "a.b" && $.user.tags[1] = "y" }', [0]],
    [`{ $.['a.b'] = 1 }`, [2]],
  ])('%j matches events %j (LOGS-8)', (pattern, matched) => {
    const matches = parseFilterPattern(pattern);
    const found = EVENTS.flatMap((event, at) => (matches(JSON.stringify(event)) ? [at] : []));
    expect(found).toEqual(matched);
    expect(matches('level = ERROR')).toBe(false);
  });
});
