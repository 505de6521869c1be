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

describe('an event pattern', () => {
  it.each<[string, object, object]>([
    ['a value', { source: ['x', 'aws.s3'] }, { source: ['aws'] }],
    [
      'every member',
      { source: ['aws.s3'], detail: { bucket: { name: ['shop'] } } },
      { source: ['aws.s3'], id: ['1'] },
    ],
    ['null', { detail: { nothing: [null] } }, { detail: { gone: [null] } }],
    ['one of a list', { detail: { labels: ['new'] } }, { detail: { labels: ['old'] } }],
    ['one of a list of objects', { detail: { parts: { no: [2] } } }, { detail: { parts: { no: [3] } } }],
    ['a prefix', key({ prefix: 'incoming/' }), key({ prefix: 'items' })],
    [
      'a prefix in any case',
      key({ prefix: { 'equals-ignore-case': 'INCOMING/' } }),
      key({ prefix: 'INCOMING/' }),
    ],
    ['a suffix', key({ suffix: '.csv' }), key({ suffix: '.tar' })],
    ['any case', { detail: { labels: [{ 'equals-ignore-case': 'red' }] } }, { detail: { labels: ['red'] } }],
    ['a wildcard', key({ wildcard: 'incoming/*/*.csv' }), key({ wildcard: 'incoming/*.tar' })],
    [
      'a wildcard whose parts overlap',
      key({ wildcard: '*1.csv' }),
      key({ wildcard: 'incoming/items/1*1.csv' }),
    ],
    [
      'two wildcards with much in common',
      { detail: { ip: ['.7', '.8'].map((end) => ({ wildcard: `*0.0.*${end}` })) } },
      { detail: { ip: ['.8', '.9'].map((end) => ({ wildcard: `*0.0.*${end}` })) } },
    ],
    [
      'ten prefixes at once',
      { detail: { labels: ['*ea', 'e*a', 'ea*'].map((part) => ({ wildcard: `F${part}tureFeature` })) } },
      { detail: { labels: ['*ea', 'e*a', 'ea*'].map((part) => ({ wildcard: `F${part}tures` })) } },
    ],
    ['anything but', key({ 'anything-but': 'x' }), key({ 'anything-but': ['incoming/items/1.csv', 'x'] })],
    [
      'anything but a prefix',
      key({ 'anything-but': { prefix: 'processed/' } }),
      key({ 'anything-but': { prefix: ['x', 'incoming/'] } }),
    ],
    [
      'anything but, of what is there',
      { detail: { object: { size: [{ 'anything-but': 6 }] } } },
      { detail: { object: { sequencer: [{ 'anything-but': 'x' }] } } },
    ],
    [
      'a number in a range',
      { detail: { object: { size: [{ numeric: ['>', 0, '<=', 5] }] } } },
      { detail: { object: { size: [{ numeric: ['<', 5] }] } } },
    ],
    [
      'what exists',
      { detail: { object: { size: [{ exists: true }] } } },
      { detail: { gone: [{ exists: true }] } },
    ],
    [
      'what exists, as a leaf',
      { detail: { bucket: [{ exists: false }] } },
      { detail: { bucket: [{ exists: true }] } },
    ],
    [
      'anything but, of leaves',
      { detail: { ip: [{ 'anything-but': 'x' }] } },
      { detail: { bucket: [{ 'anything-but': 'x' }] } },
    ],
    ['what does not', { gone: { too: [{ exists: false }] } }, { detail: { ip: [{ exists: false }] } }],
    [
      'an address',
      { detail: { ip: [{ cidr: '10.0.0.0/24' }] } },
      { detail: { ip: [{ cidr: '10.0.1.0/24' }] } },
    ],
    [
      'a dotted name in the pattern',
      { 'detail.bucket.name': ['shop'] },
      { 'detail.bucket': { name: { name: ['shop'] } } },
    ],
    ['a dotted name in the event', { detail: { a: { b: ['c'] } } }, { detail: { a: { b: { d: ['e'] } } } }],
    [
      'one of several',
      { $or: [{ source: ['x'] }, key({ suffix: '.csv' })] },
      { $or: [{ source: ['x'] }, { id: ['1'] }] },
    ],
  ])('matches %s, and no other', (_what, right, wrong) => {
    expect([matches(right), matches(wrong)]).toEqual([true, false]);
  });

  it.each<[string, object, string]>([
    ['a value without its list', { source: 'aws.s3' }, '"source" must be an object or an array'],
    ['an empty object', { detail: {} }, 'Empty objects are not allowed'],
    ['an empty list', { source: [] }, 'Empty arrays are not allowed'],
    ['an unknown operator', key({ like: 'a' }), 'Unrecognized match type like'],
    ['two operators in one', key({ prefix: 'a', suffix: 'b' }), 'Only one key'],
    ['two stars in a row', key({ wildcard: 'a**' }), 'Consecutive wildcard characters at pos 2'],
    ['eleven prefixes at once', key({ wildcard: '*:*:*:*:*:shop/*' }), 'Rule is too complex'],
    [
      'four wildcards with much in common',
      { a: ['.bif', '.tif', '.tiff', '.svs'].map((end) => ({ wildcard: `*/datasync/*${end}` })) },
      'Rule is too complex',
    ],
    [
      'too much that shall not match',
      key({ 'anything-but': { wildcard: ['*a*a*a*a*a*a*'] } }),
      'Rule is too complex',
    ],
    ['half a range', { detail: { size: [{ numeric: ['>', 0, '<'] }] } }, 'Value of < must be numeric'],
    ['two lower limits', { a: [{ numeric: ['>', 0, '>', 0] }] }, 'Bad numeric range operator: >'],
    ['a sign in a list', { a: [{ numeric: [['>'], 1] }] }, 'Invalid member in numeric match'],
    ['a number alone', { a: [{ numeric: 10 }] }, 'Value of numeric must be an array.'],
    [
      'any case but a number',
      { a: [{ 'anything-but': { 'equals-ignore-case': [1] } }] },
      'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
    ],
    [
      'anything but a prefix in any case',
      { a: [{ 'anything-but': { prefix: { 'equals-ignore-case': 'x' } } }] },
      'Value of anything-but must be an array or single string/number value.',
    ],
    [
      'anything but null in a list',
      { a: [{ 'anything-but': ['x', null] }] },
      'Inside anything but list, start|null|boolean is not supported.',
    ],
    ['a prefix of a list', { a: [{ prefix: ['x'] }] }, 'prefix match pattern must be a string'],
    ['an address without bits', { a: [{ cidr: '10.0.0.0' }] }, "Malformed CIDR, one '/' required"],
    ['an address that is none', { a: [{ cidr: 'xx.11.xx/8' }] }, 'Nonstandard IP address: xx.11.xx'],
    ['a single choice, which is a field', { $or: [{ source: ['a'] }] }, 'Unrecognized match type source'],
  ])('fails for %s (EVENTS-3)', (_what, pattern, reason) => {
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
