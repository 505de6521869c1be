import { parseRules } from '../../../src/contracts/rules/rules';

const rule = { name: 'winter', action: 'pin', items: ['a'] };

it('a file of rules is read as it is', () => {
  const rules = [
    { ...rule, useCases: ['best-sellers'], from: '2026-12-01T00:00+01:00', until: '2027-01-01T00:00Z' },
    { name: 'no knives', action: 'hide', category: 'knives', aboutItems: ['toy'] },
    { name: 'gifts', action: 'promote', items: ['b', 'c'], aboutCategory: 'toys' },
  ];
  expect(parseRules(JSON.stringify(rules))).toEqual(rules);
  expect(parseRules('[]')).toEqual([]);
});

it.each<[string, string | object, RegExp]>([
  ['is not JSON', '[', /The file is not JSON/],
  ['is no list', '{}', /The file is an object, allowed is a list of 0 to 100/],
  ['has an unknown action', { action: 'boost' }, /\[0\].action is "boost", allowed is pin, hide, promote/],
  ['has an unknown member', { use: 'x' }, /The file\[0\].use is not known, allowed are name, action,/],
  ['names a rule twice', [rule, rule], /The rule "winter" is there twice/],
  ['pins a category', { items: undefined, category: 'x' }, /needs items and no category/],
  ['hides nothing', { action: 'hide', items: undefined }, /needs either items or category/],
  ['hides both', { action: 'hide', category: 'y' }, /needs either items or category/],
  ['has a time without zone', { from: '2026-12-01T00:00' }, /The file\[0\].from is "2026-12-01T00:00"/],
  ['has a day that is none', { from: '2026-13-01T00:00Z' }, /-13-01T00:00Z, which is not a valid time/],
  [
    'ends before it begins',
    { from: '2026-12-01T00:00+01:00', until: '2026-11-30T23:00Z' },
    /ends \(2026-11-30T23:00Z\) before it begins/,
  ],
  ['has an unknown use case', { useCases: ['worst-sellers'] }, /useCases\[0\] is "worst-sellers"/],
  ['is too large', { name: 'x'.repeat(300_000) }, /The file has 300,\d+ bytes, allowed are 262,144/],
  ['is nested deeply', '['.repeat(20), /nested deeper than 8/],
])('a file of rules is refused where it %s', (_what, file, problem) => {
  const rules = Array.isArray(file) ? file : [{ ...rule, ...(file as object) }];
  expect(() => parseRules(typeof file === 'string' ? file : JSON.stringify(rules))).toThrow(problem);
});
