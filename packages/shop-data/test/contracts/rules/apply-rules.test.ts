import { applyRules, rulesFor } from '../../../src/contracts/rules/apply-rules';
import type { Rule } from '../../../src/contracts/rules/rules';

const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  a: ['mugs'],
  b: ['plates'],
  c: ['mugs', 'gifts'],
  d: ['bowls'],
};
const categoriesOf = (itemId: string): readonly string[] => CATEGORIES[itemId] ?? [];
const apply = (...rules: Rule[]) => {
  const { itemIds, ruleOf, hiddenBy } = applyRules(rules, ['a', 'b', 'c', 'd'], categoriesOf);
  return { itemIds: itemIds.join(''), ruleOf: Object.fromEntries(ruleOf), hiddenBy };
};

describe('rules', () => {
  it('pin items first and in their order, whether recommended or not, and change nothing where there are none', () => {
    expect(apply()).toEqual({ itemIds: 'abcd', ruleOf: {}, hiddenBy: [] });
    expect(apply({ name: 'winter', action: 'pin', items: ['x', 'c'] })).toEqual({
      itemIds: 'xcabd',
      ruleOf: { x: 'winter', c: 'winter' },
      hiddenBy: [],
    });
  });

  it('promote items of the answer alone, in its order', () => {
    expect(apply({ name: 'gifts', action: 'promote', items: ['d', 'x', 'b'] })).toMatchObject({
      itemIds: 'bdac',
      ruleOf: { b: 'gifts', d: 'gifts' },
    });
    expect(apply({ name: 'mugs', action: 'promote', category: 'mugs' }).itemIds).toBe('acbd');
  });

  it('hide items and categories, also an item that is pinned', () => {
    const hide: Rule = { name: 'no mugs', action: 'hide', category: 'mugs' };
    expect(apply(hide)).toEqual({ itemIds: 'bd', ruleOf: {}, hiddenBy: ['no mugs'] });
    expect(apply({ name: 'pin', action: 'pin', items: ['a', 'd'] }, hide)).toMatchObject({
      itemIds: 'db',
      ruleOf: { d: 'pin' },
    });
  });

  it('pin before they promote, and name the first rule for an item', () => {
    expect(
      apply(
        { name: 'one', action: 'promote', items: ['d', 'c'] },
        { name: 'two', action: 'promote', items: ['d'] },
        { name: 'three', action: 'pin', items: ['b'] },
      ),
    ).toMatchObject({ itemIds: 'bcda', ruleOf: { b: 'three', c: 'one', d: 'one' } });
  });
});

describe('a rule is in force', () => {
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
  ])('%s', (_what, conditions, itemId, expected) => {
    expect(isInForce(conditions, itemId)).toBe(expected);
  });
});
