import { parsePattern } from '../../src/services/events/pattern/parse-pattern';

const EVENT = {
  bucket: { name: 'shop' },
  key: 'incoming/items/1.csv',
  label: 'FeatureFeature',
  parts: [{ no: 1 }, { no: 2 }],
  nothing: null,
  ip: '10.0.0.7',
  'a.b': 'c',
  'a.b.d': 'e',
};

const matches = (pattern: object): boolean => parsePattern(JSON.stringify(pattern))(EVENT);
const key = (entry: unknown): object => ({ key: [entry] });
const wildcards = (of: (part: string) => string, parts: readonly string[]): object[] =>
  parts.map((part) => ({ wildcard: of(part) }));
const ANY_CASE = { 'equals-ignore-case': 'INCOMING/' };
const FEATURES = ['*ea', 'e*a', 'ea*'];

describe('an event pattern', () => {
  it.each<[string, object, object]>([
    ['null', { nothing: [null] }, { gone: [null] }],
    ['one of a list of objects', { parts: { no: [2] } }, { parts: { no: [3] } }],
    ['a prefix of any case', key({ prefix: ANY_CASE }), key({ prefix: 'INCOMING/' })],
    ['a wildcard that overlaps', key({ wildcard: '*1.csv' }), key({ wildcard: 'incoming/items/1*1.csv' })],
    [
      'two wildcards with much in common',
      { ip: wildcards((end) => `*0.0.*${end}`, ['.7', '.8']) },
      { ip: wildcards((end) => `*0.0.*${end}`, ['.8', '.9']) },
    ],
    [
      'ten prefixes at once',
      { label: wildcards((part) => `F${part}tureFeature`, FEATURES) },
      { label: wildcards((part) => `F${part}tures`, FEATURES) },
    ],
    ['a dotted event', { a: { b: { d: ['e'] } } }, { a: { b: { d: ['c'] } } }],
    ['anything but, of leaves', { ip: [{ 'anything-but': 'x' }] }, { bucket: [{ 'anything-but': 'x' }] }],
  ])('matches %s, and no other', (_what, right, wrong) => {
    expect([matches(right), matches(wrong)]).toEqual([true, false]);
  });

  it.each<[string, object]>([
    ['Empty objects are not allowed', { key: {} }],
    ['Only one key', key({ prefix: 'a', suffix: 'b' })],
    [
      'Rule is too complex',
      { a: wildcards((end) => `*/datasync/*${end}`, ['.bif', '.tif', '.tiff', '.svs']) },
    ],
    ['Rule is too complex', key({ 'anything-but': { wildcard: ['*a*a*a*a*a*a*'] } })],
    ['Invalid member in numeric match', key({ numeric: [['>'], 1] })],
    ['Invalid member in numeric match', key({ numeric: [] })],
    ['Too many terms in numeric range', key({ numeric: ['=', 1, '=', 2] })],
    ['Too many terms in numeric range', key({ numeric: ['<', 5, '>', 0] })],
    ['Bottom must be less than top', key({ numeric: ['>', 5, '<', 5] })],
    ['anything-but has an empty list', key({ 'anything-but': [] })],
    ['prefix has an empty list', key({ 'anything-but': { prefix: [] } })],
    ['anything-but has strings and numbers in one list', key({ 'anything-but': ['a', 1] })],
    // A single choice is a field.
    ['Unrecognized match type source', { $or: [{ source: ['a'] }] }],
  ])('fails with %s for %j (EVENTS-3)', (reason, pattern) => {
    expect(() => parsePattern(JSON.stringify(pattern))).toThrow(reason);
  });
});
