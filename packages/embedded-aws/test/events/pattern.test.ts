import { PatternError } from '../../src/services/events/pattern/value-tests';
import { parsePattern } from '../../src/services/events/pattern/parse-pattern';

const EVENT = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: {
    bucket: { name: 'shop' },
    object: { key: 'incoming/items/1.csv', size: 5 },
    labels: ['new', 'Red', 'FeatureFeature'],
    parts: [{ no: 1 }, { no: 2 }],
    nothing: null,
    ip: '10.0.0.7',
    'a.b': 'c',
    'a.b.d': { e: 'e' },
  },
};

const matches = (pattern: object): boolean => parsePattern(JSON.stringify(pattern))(EVENT);
const key = (entry: unknown): object => ({ detail: { object: { key: [entry] } } });
const size = (entry: unknown): object => ({ detail: { object: { size: [entry] } } });
const labels = (...entries: unknown[]): object => ({ detail: { labels: entries } });
const ip = (...entries: unknown[]): object => ({ detail: { ip: entries } });
const wildcards = (of: (part: string) => string, parts: readonly string[]): object[] =>
  parts.map((part) => ({ wildcard: of(part) }));
const bucket = (entry: unknown): object => ({ detail: { bucket: [entry] } });
const but = (what: unknown): object => key({ 'anything-but': what });
const ANY_CASE = { 'equals-ignore-case': 'INCOMING/' };
const FEATURES = ['*ea', 'e*a', 'ea*'];

describe('an event pattern', () => {
  it.each<[string, object, object]>([
    ['a value', { source: ['x', 'aws.s3'] }, { source: ['aws'] }],
    ['every member', { source: ['aws.s3'], ...key({ suffix: 'csv' }) }, { source: ['aws.s3'], id: ['1'] }],
    ['null', { detail: { nothing: [null] } }, { detail: { gone: [null] } }],
    ['one of a list', labels('new'), labels('old')],
    ['one of a list of objects', { detail: { parts: { no: [2] } } }, { detail: { parts: { no: [3] } } }],
    ['a prefix', key({ prefix: 'incoming/' }), key({ prefix: 'items' })],
    ['a prefix of any case', key({ prefix: ANY_CASE }), key({ prefix: 'INCOMING/' })],
    ['a suffix', key({ suffix: '.csv' }), key({ suffix: '.tar' })],
    ['any case', labels({ 'equals-ignore-case': 'red' }), labels('red')],
    ['a wildcard', key({ wildcard: 'incoming/*/*.csv' }), key({ wildcard: 'incoming/*.tar' })],
    ['a wildcard that overlaps', key({ wildcard: '*1.csv' }), key({ wildcard: 'incoming/items/1*1.csv' })],
    [
      'two wildcards with much in common',
      ip(...wildcards((end) => `*0.0.*${end}`, ['.7', '.8'])),
      ip(...wildcards((end) => `*0.0.*${end}`, ['.8', '.9'])),
    ],
    [
      'ten prefixes at once',
      labels(...wildcards((part) => `F${part}tureFeature`, FEATURES)),
      labels(...wildcards((part) => `F${part}tures`, FEATURES)),
    ],
    ['anything but', but('x'), but(['incoming/items/1.csv', 'x'])],
    ['anything but a prefix', but({ prefix: 'processed/' }), but({ prefix: ['x', 'incoming/'] })],
    [
      'anything but, of what is there',
      size({ 'anything-but': 6 }),
      { detail: { object: { sequencer: [{ 'anything-but': 'x' }] } } },
    ],
    ['a number in a range', size({ numeric: ['>', 0, '<=', 5] }), size({ numeric: ['<', 5] })],
    ['what exists', size({ exists: true }), { detail: { gone: [{ exists: true }] } }],
    ['what exists, as a leaf', bucket({ exists: false }), bucket({ exists: true })],
    ['anything but, of leaves', ip({ 'anything-but': 'x' }), bucket({ 'anything-but': 'x' })],
    ['what does not', { gone: { too: [{ exists: false }] } }, ip({ exists: false })],
    ['an address', ip({ cidr: '10.0.0.0/24' }), ip({ cidr: '10.0.1.0/24' })],
    ['a dotted pattern', { 'detail.bucket.name': ['shop'] }, { 'detail.bucket': { name: { n: ['shop'] } } }],
    ['a dotted event', { detail: { a: { b: ['c'] } } }, { detail: { a: { b: { d: ['e'] } } } }],
    [
      'one of several',
      { $or: [{ source: ['x'] }, key({ suffix: '.csv' })] },
      { $or: [{ source: ['x'] }, { id: ['1'] }] },
    ],
  ])('matches %s, and no other', (_what, right, wrong) => {
    expect([matches(right), matches(wrong)]).toEqual([true, false]);
  });

  it.each<[string, object]>([
    ['"source" must be an object or an array', { source: 'aws.s3' }],
    ['Empty objects are not allowed', { detail: {} }],
    ['Empty arrays are not allowed', { source: [] }],
    ['Unrecognized match type like', key({ like: 'a' })],
    ['Only one key', key({ prefix: 'a', suffix: 'b' })],
    ['Consecutive wildcard characters at pos 2', key({ wildcard: 'a**' })],
    ['Rule is too complex', key({ wildcard: '*:*:*:*:*:shop/*' })],
    [
      'Rule is too complex',
      { a: wildcards((end) => `*/datasync/*${end}`, ['.bif', '.tif', '.tiff', '.svs']) },
    ],
    ['Rule is too complex', key({ 'anything-but': { wildcard: ['*a*a*a*a*a*a*'] } })],
    ['Value of < must be numeric', size({ numeric: ['>', 0, '<'] })],
    ['Bad numeric range operator: >', size({ numeric: ['>', 0, '>', 0] })],
    ['Invalid member in numeric match', size({ numeric: [['>'], 1] })],
    ['Value of numeric must be an array.', size({ numeric: 10 })],
    [
      'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
      size({ 'anything-but': { 'equals-ignore-case': [1] } }),
    ],
    [
      'Value of anything-but must be an array or single string/number value.',
      size({ 'anything-but': { prefix: { 'equals-ignore-case': 'x' } } }),
    ],
    ['Inside anything but list, start|null|boolean is not supported.', size({ 'anything-but': ['x', null] })],
    ['prefix match pattern must be a string', size({ prefix: ['x'] })],
    ["Malformed CIDR, one '/' required", size({ cidr: '10.0.0.0' })],
    ['Nonstandard IP address: xx.11.xx', size({ cidr: 'xx.11.xx/8' })],
    // A single choice is a field.
    ['Unrecognized match type source', { $or: [{ source: ['a'] }] }],
  ])('fails with %s for %j (EVENTS-3)', (reason, pattern) => {
    expect(() => parsePattern(JSON.stringify(pattern))).toThrow(reason);
  });
});

it.each([
  [{ numeric: ['=', 1, '=', 2] }],
  [{ numeric: ['<', 5, '>', 0] }],
  [{ numeric: ['>', 5, '<', 5] }],
  [{ numeric: [] }],
  [{ 'anything-but': [] }],
  [{ 'anything-but': { prefix: [] } }],
  [{ 'anything-but': ['a', 1] }],
])('a pattern with %j is refused', (entry) => {
  expect(() => parsePattern(JSON.stringify({ a: [entry] }))).toThrow(PatternError);
});
