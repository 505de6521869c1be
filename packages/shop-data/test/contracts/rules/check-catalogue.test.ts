import { checkCatalogue } from '../../../src/contracts/rules/check-catalogue';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Rule } from '../../../src/contracts/rules/rules';

const ITEMS = Array.from({ length: 10 }, (_, at) => `i${at}`);
/** i0 to i6 are mugs, the others plates. */
const categoriesOf = (itemId: string): readonly string[] => [Number(itemId.slice(1)) < 7 ? 'mugs' : 'plates'];
const check = (...rules: Rule[]) => checkCatalogue(rules, ITEMS, categoriesOf);

const hidden = (name: string, useCase: UseCaseName, ...items: string[]): Rule => {
  return { name, action: 'hide', items, useCases: [useCase] };
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

it('rules for a catalogue are warned of where they name a category of a shop without a table of items', () => {
  const rules: Rule[] = [
    { name: 'a', action: 'hide', items: ['i1'] },
    { name: 'b', action: 'promote', items: ['i1'], aboutCategory: 'mugs' },
  ];
  expect(checkCatalogue(rules, [], () => [])).toEqual({
    problems: [],
    warnings: ['"b" names a category, but the shop has no table of items, so it does nothing.'],
  });
});

it('rules for a catalogue are warned of where they name what is not there', () => {
  const cups: Rule = { name: 'b', action: 'promote', category: 'cups', aboutCategory: 'mugs' };
  expect(check({ name: 'a', action: 'pin', items: ['i1', 'zzz'] }, cups).warnings).toEqual([
    '"a" names the item "zzz", which is not among the prepared items.',
    '"b" names the category "cups", which no item has.',
  ]);
});
