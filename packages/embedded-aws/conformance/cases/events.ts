import { EventBridge } from '@aws-sdk/client-eventbridge';
import { refusal } from '../account';
import type { ConformanceCase, Source } from '../conformance-case';
import { recorded, snapshot, SNAPSHOTS } from '../sources';

/** A pattern and an event, with the answer that the test asserts in the file's name: `_NEG` is no match. */
const templateOf = (name: string): Source =>
  recorded('localstack/localstack', `${SNAPSHOTS}events/event_pattern_templates/${name}.json5`);
const RULER = recorded('aws/event-ruler', 'README.md');

const EVENT = {
  id: '1',
  account: '123456789012',
  source: 'my.shop',
  time: '2026-11-27T00:00:00Z',
  region: 'us-east-1',
  resources: [] as string[],
  'detail-type': 'Sale',
};

/** Whether a pattern of detail matches a detail. */
type MatchRow = readonly [id: string, pattern: object, detail: object, matches: boolean, source?: Source];

const test =
  (pattern: object, event: object): ConformanceCase['run'] =>
  async ({ client }) => {
    const input = { EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) };
    const answer = await refusal(client(EventBridge).testEventPattern(input));
    return (answer as { answer?: { Result?: boolean } }).answer?.Result ?? answer;
  };

const DETAILS: readonly MatchRow[] = [
  ['boolean', { sold: [false] }, { sold: false }, true],
  ['boolean_NEG', { sold: [false] }, { sold: true }, false],
  [
    'complex_or',
    { $or: [{ a: [{ numeric: ['>', 0, '<=', 5] }] }, { b: [{ numeric: ['<', 10] }] }] },
    { a: 0, b: 0 },
    true,
  ],
  [
    'complex_or_NEG',
    { $or: [{ a: [{ numeric: ['>', 0, '<=', 5] }] }, { b: [{ numeric: ['<', 10] }] }] },
    { a: 0, b: 10 },
    false,
  ],
  [
    'content_anything_but_ignorecase',
    { state: [{ 'anything-but': { 'equals-ignore-case': 'sold' } }] },
    { state: 'open' },
    true,
  ],
  [
    'content_anything_but_ignorecase_NEG',
    { state: [{ 'anything-but': { 'equals-ignore-case': 'sold' } }] },
    { state: 'SOLD' },
    false,
  ],
  [
    'content_anything_but_ignorecase_list',
    { state: [{ 'anything-but': { 'equals-ignore-case': ['sold', 'gone'] } }] },
    { state: 'open' },
    true,
  ],
  [
    'content_anything_but_ignorecase_list_NEG',
    { state: [{ 'anything-but': { 'equals-ignore-case': ['sold', 'gone'] } }] },
    { state: 'Gone' },
    false,
  ],
  [
    'content_anything_but_ignorecase_list_missing_NEG',
    { state: [{ 'anything-but': { 'equals-ignore-case': ['sold', 'gone'] } }] },
    {},
    false,
  ],
  [
    'content_anything_but_ignorecase_list_null',
    { state: [{ 'anything-but': { 'equals-ignore-case': ['sold', 'gone'] } }] },
    { state: null },
    true,
  ],
  [
    'content_anything_but_ignorecase_missing_NEG',
    { state: [{ 'anything-but': { 'equals-ignore-case': 'sold' } }] },
    {},
    false,
  ],
  [
    'content_anything_but_ignorecase_null',
    { state: [{ 'anything-but': { 'equals-ignore-case': 'sold' } }] },
    { state: null },
    true,
  ],
  ['content_anything_but_number', { price: [{ 'anything-but': 12 }] }, { price: 78 }, true],
  ['content_anything_but_number_NEG', { price: [{ 'anything-but': 12 }] }, { price: 12 }, false],
  ['content_anything_but_number_list', { price: [{ 'anything-but': [10, 20] }] }, { price: 99 }, true],
  ['content_anything_but_number_list_NEG', { price: [{ 'anything-but': [10, 20] }] }, { price: 10 }, false],
  ['content_anything_but_number_zero', { price: [{ 'anything-but': 0 }] }, { price: 7 }, true],
  ['content_anything_but_string', { state: [{ 'anything-but': 'sold' }] }, { state: 'open' }, true],
  ['content_anything_but_string_NEG', { state: [{ 'anything-but': 'sold' }] }, { state: 'sold' }, false],
  [
    'content_anything_but_string_list',
    { state: [{ 'anything-but': ['sold', 'gone'] }] },
    { state: 'open' },
    true,
  ],
  [
    'content_anything_but_string_list_NEG',
    { state: [{ 'anything-but': ['sold', 'gone'] }] },
    { state: 'gone' },
    false,
  ],
  [
    'content_anything_but_string_list_missing_NEG',
    { state: [{ 'anything-but': ['sold', 'gone'] }] },
    {},
    false,
  ],
  [
    'content_anything_but_string_list_null',
    { state: [{ 'anything-but': ['sold', 'gone'] }] },
    { state: null },
    true,
  ],
  ['content_anything_but_string_missing_NEG', { state: [{ 'anything-but': 'sold' }] }, {}, false],
  ['content_anything_but_string_null', { state: [{ 'anything-but': 'sold' }] }, { state: null }, true],
  ['content_anything_prefix', { state: [{ 'anything-but': { prefix: 'so' } }] }, { state: 'also' }, true],
  [
    'content_anything_prefix_NEG',
    { state: [{ 'anything-but': { prefix: 'so' } }] },
    { state: 'sold' },
    false,
  ],
  [
    'content_anything_prefix_list',
    { state: [{ 'anything-but': { prefix: ['so', 'go'] } }] },
    { state: 'open' },
    true,
  ],
  [
    'content_anything_prefix_list_NEG',
    { state: [{ 'anything-but': { prefix: ['so', 'go'] } }] },
    { state: 'gone' },
    false,
  ],
  ['content_anything_prefix_null', { state: [{ 'anything-but': { prefix: 'so' } }] }, { state: null }, true],
  [
    'content_anything_prefix_int_value',
    { state: [{ 'anything-but': { prefix: 'so' } }] },
    { state: 12 },
    true,
  ],
  ['content_anything_prefix_missing_NEG', { state: [{ 'anything-but': { prefix: 'so' } }] }, {}, false],
  ['content_anything_suffix', { file: [{ 'anything-but': { suffix: '.csv' } }] }, { file: 'a.txt' }, true],
  [
    'content_anything_suffix_NEG',
    { file: [{ 'anything-but': { suffix: '.csv' } }] },
    { file: 'a.csv' },
    false,
  ],
  [
    'content_anything_suffix_list',
    { file: [{ 'anything-but': { suffix: ['.csv', '.gz'] } }] },
    { file: 'a.txt' },
    true,
  ],
  [
    'content_anything_suffix_list_NEG',
    { file: [{ 'anything-but': { suffix: ['.csv', '.gz'] } }] },
    { file: 'a.gz' },
    false,
  ],
  ['content_anything_suffix_null', { file: [{ 'anything-but': { suffix: '.csv' } }] }, { file: null }, true],
  ['content_anything_suffix_missing_NEG', { file: [{ 'anything-but': { suffix: '.csv' } }] }, {}, false],
  [
    'content_anything_wildcard',
    { file: [{ 'anything-but': { wildcard: '*/in/*' } }] },
    { file: 'shop/out/a' },
    true,
  ],
  [
    'content_anything_wildcard_NEG',
    { file: [{ 'anything-but': { wildcard: '*/in/*' } }] },
    { file: 'shop/in/a' },
    false,
  ],
  [
    'content_anything_wildcard_list',
    { file: [{ 'anything-but': { wildcard: ['*/in/*', '*/day/*'] } }] },
    { file: 'shop/out/a' },
    true,
  ],
  [
    'content_anything_wildcard_list_NEG',
    { file: [{ 'anything-but': { wildcard: ['*/in/*', '*/day/*'] } }] },
    { file: 'shop/day/a' },
    false,
  ],
  [
    'content_anything_wildcard_null',
    { file: [{ 'anything-but': { wildcard: '*/in/*' } }] },
    { file: null },
    true,
  ],
  [
    'content_anything_wildcard_int',
    { file: [{ 'anything-but': { wildcard: '*/in/*' } }] },
    { file: 1 },
    true,
  ],
  ['content_exists', { state: [{ exists: true }] }, { state: 'x' }, true],
  ['content_exists_NEG', { state: [{ exists: true }] }, { other: 'x' }, false],
  ['content_exists_false', { state: [{ exists: false }] }, { other: 'x' }, true],
  ['content_exists_false_NEG', { state: [{ exists: false }] }, { state: 'x' }, false],
  ['content_ignorecase', { state: [{ 'equals-ignore-case': 'Sold' }] }, { state: 'sOLD' }, true],
  ['content_ignorecase_NEG', { state: [{ 'equals-ignore-case': 'Sold' }] }, { state: 'soldier' }, false],
  ['content_ignorecase_empty', { state: [{ 'equals-ignore-case': '' }] }, { state: '' }, true],
  ['content_ignorecase_empty_NEG', { state: [{ 'equals-ignore-case': '' }] }, { state: 'sold' }, false],
  ['content_ip_address', { ip: [{ cidr: '10.0.0.0/24' }] }, { ip: '10.0.0.5' }, true],
  ['content_ip_address_NEG', { ip: [{ cidr: '10.0.0.0/24' }] }, { ip: '10.0.1.5' }, false],
  ['content_ip_address_v6', { ip: [{ cidr: '2001:db8:12::/48' }] }, { ip: '2001:db8:12:0:0:0:0:1' }, true],
  [
    'content_ip_address_v6_NEG',
    { ip: [{ cidr: '2001:db8:12::/48' }] },
    { ip: '2001:db8:13:0:0:0:0:1' },
    false,
  ],
  ['content_numeric_and', { price: [{ numeric: ['>', 0, '<=', 5] }] }, { price: 5 }, true],
  ['content_numeric_and_NEG', { price: [{ numeric: ['>', 0, '<=', 5] }] }, { price: 0 }, false],
  ['content_prefix', { state: [{ prefix: 'so' }] }, { state: 'sold' }, true],
  ['content_prefix_NEG', { state: [{ prefix: 'so' }] }, { state: 'gone' }, false],
  ['content_prefix_empty', { state: [{ prefix: '' }] }, { state: 'sold' }, true],
  [
    'content_prefix_ignorecase',
    { state: [{ prefix: { 'equals-ignore-case': 'SO' } }] },
    { state: 'sold' },
    true,
  ],
  ['content_suffix', { file: [{ suffix: '.csv' }] }, { file: 'a.csv' }, true],
  ['content_suffix_NEG', { file: [{ suffix: '.csv' }] }, { file: 'a.gz' }, false],
  ['content_suffix_empty', { file: [{ suffix: '' }] }, { file: 'a' }, true],
  [
    'content_suffix_ignorecase',
    { file: [{ suffix: { 'equals-ignore-case': '.csv' } }] },
    { file: 'A.CSV' },
    true,
  ],
  [
    'content_suffix_ignorecase_NEG',
    { file: [{ suffix: { 'equals-ignore-case': '.csv' } }] },
    { file: 'A.GZ' },
    false,
  ],
  ['content_wildcard_empty_NEG', { file: [{ wildcard: '' }] }, { file: 'a' }, false],
  [
    'content_wildcard_nonrepeating',
    { file: [{ wildcard: '/shop/*/day.csv' }] },
    { file: '/shop/a/a/a/day.csv' },
    true,
  ],
  [
    'content_wildcard_nonrepeating_NEG',
    { file: [{ wildcard: '/shop/*/day.csv' }] },
    { file: '/shop/a/a/a/other-day.csv' },
    false,
  ],
  [
    'content_wildcard_repeating',
    { file: [{ wildcard: '/shop/*/a/a/a/day.csv' }] },
    { file: '/shop/x/a/a/a/day.csv' },
    true,
  ],
  [
    'content_wildcard_repeating_NEG',
    { file: [{ wildcard: '/shop/*/a/a/a/day.csv' }] },
    { file: '/shop/x/a/a/b/day.csv' },
    false,
  ],
  [
    'content_wildcard_simplified',
    { arn: [{ wildcard: 'arn:aws:events:us-east-1:*:event-bus/*' }] },
    { arn: 'arn:aws:events:us-east-1:123456789012:event-bus/a' },
    true,
  ],
  ['dot_joining_event', { state: { name: ['sold'] } }, { 'state.name': 'sold' }, true],
  ['dot_joining_event_NEG', { state: { name: ['sold'] } }, { 'state.name': { name: 'sold' } }, false],
  ['dot_joining_pattern', { 'state.name': ['sold'] }, { state: { name: 'sold' } }, true],
  ['dot_joining_pattern_NEG', { 'state.name': { name: ['sold'] } }, { state: { name: 'sold' } }, false],
  ['exists_dynamodb', { item: { S: [{ exists: true }] } }, { item: { S: 'x' } }, true],
  ['exists_dynamodb_NEG', { item: [{ exists: true }] }, { item: { S: 'x' } }, false],
  [
    'list_within_dict',
    { sales: { id: [{ exists: true }] } },
    { sales: [{ a: 'b' }, { id: 'x' }, { c: 'd' }] },
    true,
  ],
  ['null_value', { state: [null] }, { state: null }, true],
  ['null_value_NEG', { state: [null] }, { state: 'null' }, false],
  ['number_comparison_float', { price: [300] }, { price: 300.0 }, true],
  ['numeric-int-float', { price: [{ numeric: ['>', 100] }] }, { price: 101.0 }, true],
  ['numeric-null_NEG', { price: [{ numeric: ['>', 100] }] }, { price: null }, false],
  ['numeric-string_NEG', { price: [{ numeric: ['>', 100] }] }, { price: '300' }, false],
  [
    'operator_multiple_list',
    { state: [{ exists: true }, { prefix: 'no' }, { suffix: 'no' }] },
    { state: 'sold' },
    true,
  ],
  [
    'or-anything-but',
    { item: { S: [{ 'anything-but': ['rose'] }, { exists: false }] } },
    { item: { S: 'pot', N: '1' } },
    true,
  ],
  [
    'or-exists',
    { item: { S: [{ 'anything-but': ['rose'] }, { exists: false }] } },
    { item: { N: '1' } },
    true,
  ],
  [
    'or-exists-parent',
    { item: { S: [{ 'anything-but': ['rose'] }, { exists: false }] } },
    { other: { N: '1' } },
    true,
  ],
  ['or-numeric-anything-but', { n: [{ numeric: ['>', 100] }, { 'anything-but': '101' }] }, { n: '42' }, true],
  [
    'or-numeric-anything-but_NEG',
    { n: [{ numeric: ['>', 100] }, { 'anything-but': '101' }] },
    { n: '101' },
    false,
  ],
  ['string_empty', { state: [''] }, { state: '' }, true],
  ['exists works on leaves alone', { count: [{ exists: false }] }, { count: { c1: 100 } }, true, RULER],
  [
    'a numeric equality takes exponents',
    { limit: [{ numeric: ['=', 3.018e2] }] },
    { limit: 301.8 },
    true,
    RULER,
  ],
  ['an escaped star is a star', { name: [{ wildcard: 'a\\*b' }] }, { name: 'a*b' }, true, RULER],
  ['an escaped star is no wildcard', { name: [{ wildcard: 'a\\*b' }] }, { name: 'axxb' }, false, RULER],
  ['lists intersect', { states: ['open', 'sold'] }, { states: ['gone', 'sold'] }, true, RULER],
  [
    'an or stands beside an and',
    { source: ['shop'], $or: [{ name: ['a'] }, { space: ['b'] }] },
    { source: 'shop', space: 'b' },
    true,
    RULER,
  ],
  [
    'an or does not replace the and beside it',
    { source: ['shop'], $or: [{ name: ['a'] }, { space: ['b'] }] },
    { source: 'other', space: 'b' },
    false,
    RULER,
  ],
  [
    'an or holds an and',
    { $or: [{ name: ['a'] }, { type: ['t'], space: ['b'] }] },
    { type: 't', space: 'c' },
    false,
    RULER,
  ],
  ['$or as the name of an object is a field', { $or: { type: ['t'] } }, { $or: { type: 't' } }, true, RULER],
];

const NO_STRING = (name: string): string => `${name} match pattern must be a string`;
const IGNORE_CASE =
  'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.';
const NO_VALUE = 'Value of anything-but must be an array or single string/number value.';
const state = (condition: unknown): object => ({ detail: { state: [condition] } });
const but = (condition: unknown): object => state({ 'anything-but': condition });

/** Patterns that AWS refuses: the recorded test, the pattern, and AWS's reason. */
const REFUSED: readonly (readonly [id: string, pattern: object, reason: string])[] = [
  ['arrays_empty_EXC', { resources: [] }, 'Empty arrays are not allowed'],
  ['content_anything_but_ignorecase_EXC', but({ 'equals-ignore-case': 12 }), IGNORE_CASE],
  ['content_anything_but_ignorecase_list_EXC', but({ 'equals-ignore-case': [12, 34] }), IGNORE_CASE],
  [
    'content_anything_but_string_list_null_type_EXC',
    but(['sold', null]),
    'Inside anything but list, start|null|boolean is not supported.',
  ],
  ['content_anything_but_string_null_type_EXC', but(null), NO_VALUE],
  ['content_anything_prefix_empty_EXC', but({ prefix: '' }), 'Null prefix/suffix not allowed'],
  ['content_anything_prefix_ignorecase_EXC', but({ prefix: { 'equals-ignore-case': 'so' } }), NO_VALUE],
  ['content_anything_prefix_int_EXC', but({ prefix: 12 }), NO_STRING('prefix/suffix')],
  ['content_anything_prefix_list_type_EXC', but({ prefix: [12, 'so'] }), NO_STRING('prefix/suffix')],
  ['content_anything_suffix_empty_EXC', but({ suffix: '' }), 'Null prefix/suffix not allowed'],
  ['content_anything_suffix_ignorecase_EXC', but({ suffix: { 'equals-ignore-case': 'ld' } }), NO_VALUE],
  ['content_anything_suffix_int_EXC', but({ suffix: 12 }), NO_STRING('prefix/suffix')],
  ['content_anything_suffix_list_null_type_EXC', but({ suffix: [null, 'ld'] }), NO_STRING('prefix/suffix')],
  ['content_anything_suffix_list_type_EXC', but({ suffix: [12, 'ld'] }), NO_STRING('prefix/suffix')],
  ['content_anything_wildcard_list_type_EXC', but({ wildcard: [12, '*/a/*'] }), NO_STRING('wildcard')],
  ['content_anything_wildcard_type_EXC', but({ wildcard: 12 }), NO_STRING('wildcard')],
  ['content_ignorecase_EXC', state({ 'equals-ignore-case': ['sold'] }), NO_STRING('equals-ignore-case')],
  [
    'content_ignorecase_list_EXC',
    state({ 'equals-ignore-case': { prefix: 'so' } }),
    NO_STRING('equals-ignore-case'),
  ],
  ['content_ip_address_EXC', state({ cidr: 'no-address' }), "Malformed CIDR, one '/' required"],
  ['content_ip_address_bad_ip_EXC', state({ cidr: 'aa.11.bb/8' }), 'Nonstandard IP address: aa.11.bb'],
  [
    'content_ip_address_bad_mask_EXC',
    state({ cidr: 'no-/64bits' }),
    'Malformed CIDR, mask bits must be an integer',
  ],
  ['content_ip_address_type_EXC', state({ cidr: ['10.0.0.0/8'] }), NO_STRING('prefix')],
  [
    'content_ip_address_v6_bad_ip_EXC',
    state({ cidr: 'yyyy:db8::/64' }),
    'Nonstandard IP address: yyyy:db8::',
  ],
  ['content_numeric_EXC', state({ numeric: ['>', 0, '>', 0] }), 'Bad numeric range operator: >'],
  ['content_numeric_number_EXC', state({ numeric: 5 }), 'Value of numeric must be an array.'],
  ['content_numeric_operatorcasing_EXC', state({ NUMERIC: ['=', 5] }), 'Unrecognized match type NUMERIC'],
  ['content_numeric_syntax_EXC', state({ numeric: ['>', 0, '<'] }), 'Value of < must be numeric'],
  ['content_prefix_int_EXC', { time: [{ prefix: 12 }] }, NO_STRING('prefix')],
  ['content_prefix_list_EXC', { time: [{ prefix: ['2026'] }] }, NO_STRING('prefix')],
  ['content_suffix_int_EXC', { file: [{ suffix: 12 }] }, NO_STRING('suffix')],
  ['content_suffix_list_EXC', { file: [{ suffix: ['.png'] }] }, NO_STRING('suffix')],
  [
    'content_wildcard_complex_EXC',
    { arn: [{ wildcard: '*:*:*:*:*:shop/*' }] },
    'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
  ],
  ['content_wildcard_int_EXC', { arn: [{ wildcard: 12 }] }, NO_STRING('wildcard')],
  ['content_wildcard_list_EXC', { arn: [{ wildcard: ['a:**:b/*'] }] }, NO_STRING('wildcard')],
  [
    'content_wildcard_repeating_star_EXC',
    { arn: [{ wildcard: 'a**' }] },
    'Consecutive wildcard characters at pos 2',
  ],
  ['int_nolist_EXC', { price: 42 }, '"price" must be an object or an array'],
  ['operator_case_sensitive_EXC', { state: [{ EXISTS: true }] }, 'Unrecognized match type EXISTS'],
  ['string_nolist_EXC', { state: 'sold' }, '"state" must be an object or an array'],
];

/** AWS's message up to the line that names the place in the text. */
const reasonOf = (reason: string): RegExp =>
  new RegExp(
    `^Event pattern is not valid\\. Reason: ${reason.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:\\n|$)`,
  );

const ENVELOPES: readonly (readonly [id: string, pattern: object, event: object, matches: boolean])[] = [
  ['arrays', { resources: ['b', 'c'] }, { resources: ['a', 'b'] }, true],
  ['arrays_NEG', { resources: ['b', 'c'] }, { resources: ['a'] }, false],
  ['arrays_empty_null_NEG', { resources: [null] }, { resources: [] }, false],
  ['exists_list_empty_NEG', { resources: [{ exists: true }] }, { resources: [] }, false],
  ['key_case_sensitive_NEG', { MY_KEY: ['v'] }, { my_key: 'v' }, false],
  ['minimal', { id: ['1'] }, {}, true],
  ['nested_json_NEG', { detail: { key: ['v'] } }, { detail: '{"key":"v"}' }, false],
  ['sample1', { source: ['my.shop'], 'detail-type': ['Sale'] }, {}, true],
];

/** Cases of EventBridge. */
export const events: readonly ConformanceCase[] = [
  ...DETAILS.map(([id, pattern, detail, matches, source]) => ({
    id,
    title: `${JSON.stringify(pattern)} ${matches ? 'matches' : 'does not match'} ${JSON.stringify(detail)}`,
    source: source ?? templateOf(id),
    run: test({ detail: pattern }, { ...EVENT, detail }),
    expected: matches,
  })),
  ...ENVELOPES.map(([id, pattern, event, matches]) => ({
    id,
    title: `${JSON.stringify(pattern)} ${matches ? 'matches' : 'does not match'} ${JSON.stringify(event)}`,
    source: templateOf(id),
    run: test(pattern, { ...EVENT, detail: {}, ...event }),
    expected: matches,
  })),
  ...REFUSED.map(([id, pattern, reason]): ConformanceCase => ({
    id,
    title: `refuses ${JSON.stringify(pattern)}: ${reason}`,
    source: snapshot('events/test_events_patterns', `TestEventPattern::test_event_pattern[${id}]`),
    run: test(pattern, { ...EVENT, detail: {} }),
    expected: { code: 'InvalidEventPatternException', message: reasonOf(reason), status: 400 },
  })),
];
