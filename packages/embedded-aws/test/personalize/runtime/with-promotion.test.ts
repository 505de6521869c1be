import { bestItems, type ItemTest } from '../../../src/services/personalize/runtime/best-items';
import { withPromotion } from '../../../src/services/personalize/runtime/with-promotion';

const ITEM_IDS = Array.from({ length: 100 }, (_, item) => `item-${item}`);
const ranking = { items: [...ITEM_IDS.keys()], answered: 100 };
const isEven: ItemTest = (item) => item % 2 === 0;

const places = (seed: string, percentPromotedItems = 20): number[] =>
  withPromotion(
    (count, passes) => bestItems(ranking, ITEM_IDS, count, passes),
    ITEM_IDS,
    { name: 'even', percentPromotedItems, expressions: [] },
    { count: 25, promotes: isEven, passes: () => true, seed },
  ).items.flatMap(({ promotionName }, place) => (promotionName === 'even' ? [place] : []));

describe('withPromotion', () => {
  it('puts promoted items at the same places for the same seed, and elsewhere for another one', () => {
    expect(places('one')).toEqual(places('one'));
    expect(places('one')).not.toEqual(places('two'));
  });

  it('puts them everywhere in the list, over many requests', () => {
    const all = new Set(Array.from({ length: 200 }, (_, n) => places(`request ${n}`)).flat());
    expect(all.size).toBe(25);
  });

  it.each([
    [1, 1],
    [20, 5],
    [50, 13],
    [100, 25],
  ])('promotes for %i %% of 25 items %i', (percent, count) => {
    expect(places('one', percent)).toHaveLength(count);
  });
});
