import { applyRules, rulesFor } from '../../../src/contracts/rules/apply-rules';
import type { Rule } from '../../../src/contracts/rules/rules';

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
