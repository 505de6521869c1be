import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { applyRules, rulesFor } from '../../../src/contracts/rules/apply-rules';
import { checkCatalogue } from '../../../src/contracts/rules/check-catalogue';
import { parseRules, type Rule } from '../../../src/contracts/rules/rules';

const WINTER = { name: 'winter', action: 'pin', items: ['a'] };

it('a file of rules is read as it is', () => {
  const rules = [
    { ...WINTER, useCases: ['best-sellers'], from: '2026-12-01T00:00+01:00', until: '2027-01-01T00:00Z' },
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
  ['names a rule twice', [WINTER, WINTER], /The rule "winter" is there twice/],
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
  const rules = Array.isArray(file) ? file : [{ ...WINTER, ...(file as object) }];
  expect(() => parseRules(typeof file === 'string' ? file : JSON.stringify(rules))).toThrow(problem);
});

const GROUPS = new Map(Object.entries({ a: ['mugs'], b: ['plates'], c: ['mugs', 'gifts'], d: ['bowls'] }));
const categoriesOf = (itemId: string): readonly string[] => GROUPS.get(itemId) ?? [];
const apply = (...rules: Rule[]) => {
  const { itemIds, ruleOf, hiddenBy } = applyRules(rules, ['a', 'b', 'c', 'd'], categoriesOf);
  return { itemIds: itemIds.join(''), ruleOf: Object.fromEntries(ruleOf), hiddenBy };
};

const rule = (name: string, action: Rule['action'], ...items: string[]): Rule => ({ name, action, items });
const HIDE: Rule = { name: 'no mugs', action: 'hide', category: 'mugs' };
const SEVERAL = [rule('one', 'promote', 'd', 'c'), rule('two', 'promote', 'd'), rule('three', 'pin', 'b')];

it.each<[string, Rule[], string, Record<string, string>, string[]?]>([
  ['change nothing where there are none', [], 'abcd', {}],
  ['pin items first, recommended or not', [rule('w', 'pin', 'x', 'c')], 'xcabd', { x: 'w', c: 'w' }],
  ['pin an item once, by the first', [rule('w', 'pin', 'd'), rule('v', 'pin', 'd')], 'dabc', { d: 'w' }],
  ['promote items of the answer alone', [rule('g', 'promote', 'd', 'x', 'b')], 'bdac', { b: 'g', d: 'g' }],
  ['promote a category', [{ ...HIDE, action: 'promote' }], 'acbd', { a: 'no mugs', c: 'no mugs' }],
  ['hide a category', [HIDE], 'bd', {}, ['no mugs']],
  ['hide also what is pinned', [rule('p', 'pin', 'a', 'd'), HIDE], 'db', { d: 'p' }, ['no mugs']],
  ['pin before they promote, and name the first', SEVERAL, 'bcda', { b: 'three', c: 'one', d: 'one' }],
])('rules %s', (_what, rules, itemIds, ruleOf, hiddenBy = []) => {
  expect(apply(...rules)).toEqual({ itemIds, ruleOf, hiddenBy });
});

const nowMs = Date.parse('2026-12-10T12:00:00Z');
const isInForce = (conditions: Partial<Rule>, itemId?: string): boolean =>
  rulesFor(
    [{ name: 'r', action: 'hide', items: ['a'], ...conditions }],
    { useCase: 'best-sellers', about: itemId === undefined ? [] : [itemId], nowMs },
    categoriesOf,
  ).length > 0;

it.each<[string, Partial<Rule>, string | undefined, boolean]>([
  ['everywhere', {}, undefined, true],
  ['for its use cases', { useCases: ['best-sellers'] }, undefined, true],
  ['not for others', { useCases: ['most-viewed'] }, undefined, false],
  ['about its items', { aboutItems: ['b'] }, 'b', true],
  ['not about others', { aboutItems: ['b'] }, 'c', false],
  ['not about nothing', { aboutItems: ['b'] }, undefined, false],
  ['about items of its category', { aboutCategory: 'gifts' }, 'c', true],
  ['not about those of others', { aboutCategory: 'gifts' }, 'a', false],
  ['from its time on', { from: '2026-12-10T13:00:00+01:00' }, undefined, true],
  ['not before', { from: '2026-12-10T12:00:01Z' }, undefined, false],
  ['until its end', { until: '2026-12-10T12:00:01Z' }, undefined, true],
  ['not from then on', { until: '2026-12-10T12:00:00Z' }, undefined, false],
])('a rule is in force %s', (_what, conditions, itemId, expected) => {
  expect(isInForce(conditions, itemId)).toBe(expected);
});

const ITEMS = Array.from({ length: 10 }, (_, at) => `i${at}`);
/** i0 to i6 are mugs, the others plates. */
const categoryOf = (itemId: string): readonly string[] => [Number(itemId.slice(1)) < 7 ? 'mugs' : 'plates'];
const check = (...rules: Rule[]) => checkCatalogue(rules, ITEMS, categoryOf);

const hidden = (name: string, useCase: UseCaseName, ...items: string[]): Rule => {
  return { ...rule(name, 'hide', ...items), useCases: [useCase] };
};

const tooFew = (names: string, where: string): string =>
  `${names} would leave 3 of 10 items for ${where}, needed are 4. Hide fewer items.`;

it('rules for a catalogue are refused where they empty a shelf, alone or together, and are fine where enough items are left', () => {
  expect(check({ name: 'a', action: 'hide', category: 'plates' })).toEqual({ problems: [], warnings: [] });
  const mugs: Rule = { name: 'no mugs', action: 'hide', category: 'mugs', useCases: ['best-sellers'] };
  expect(check(mugs).problems).toEqual([tooFew('"no mugs"', 'best-sellers')]);
  const four = hidden('a', 'most-viewed', 'i0', 'i1', 'i2', 'i3');
  expect(check(four).problems).toEqual([]);
  const both = check(four, hidden('b', 'most-viewed', 'i4', 'i5', 'i6'));
  expect(both.problems).toEqual([tooFew('"a", "b"', 'most-viewed')]);
});

it('rules for a catalogue are refused where they empty the answers about some items', () => {
  const plates = hidden('no plates', 'best-sellers', 'i7', 'i8', 'i9');
  const about = { ...hidden('not with i9', 'best-sellers', 'i0', 'i1', 'i2', 'i3'), aboutItems: ['i9'] };
  const { problems } = check(plates, about);
  expect(problems).toEqual([tooFew('"not with i9", "no plates"', 'some answers of best-sellers')]);
  expect(check(about).problems).toEqual([]);
});

it('rules for a catalogue are warned of where they name what is not there, or a category of a shop without a table of items', () => {
  const cups: Rule = { name: 'b', action: 'promote', category: 'cups', aboutCategory: 'mugs' };
  expect(check(rule('a', 'pin', 'i1', 'zzz'), cups).warnings).toEqual([
    '"a" names the item "zzz", which is not among the prepared items.',
    '"b" names the category "cups", which no item has.',
  ]);
  const rules = [rule('a', 'hide', 'i1'), { ...rule('b', 'promote', 'i1'), aboutCategory: 'mugs' }];
  expect(checkCatalogue(rules, [], () => [])).toEqual({
    problems: [],
    warnings: ['"b" names a category, but the shop has no table of items, so it does nothing.'],
  });
});
