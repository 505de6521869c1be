import type { Ranking } from '@ecommerce-recommenders/models/recommender';
import { EVERYTHING } from '../../../src/services/personalize/filters/filter-test';
import {
  bestItems,
  type ItemTest,
  type PassedPlaces,
} from '../../../src/services/personalize/runtime/best-items';
import { itemListJson } from '../../../src/services/personalize/runtime/item-list-json';
import { withPromotion } from '../../../src/services/personalize/runtime/with-promotion';

const ITEM_IDS = ['a', 'b', 'c', 'd', 'e'];
const ranking: Ranking = { items: Uint32Array.of(4, 2, 0, 1, 3), answered: 3 };
const kept = (test: (item: number) => boolean): ItemTest =>
  Object.assign(test, { passed: new WeakMap<Ranking, PassedPlaces>() });
const idsOf = (count: number, passes: ItemTest, of = ranking): string =>
  bestItems(of, ITEM_IDS, count, passes)
    .items.map(({ itemId }) => itemId)
    .join('');

describe('bestItems', () => {
  it('gives the list that it gave before to the same question, with its JSON', () => {
    const best = bestItems(ranking, ITEM_IDS, 2, EVERYTHING);
    const json = itemListJson(best);
    expect(json).toBe('[{"itemId":"e"},{"itemId":"c"}]');
    expect(bestItems(ranking, ITEM_IDS, 2, EVERYTHING)).toBe(best);
    expect(best.json).toBe(json);
  });

  it('gives as many items as each question wants, in whatever order they come', () => {
    const counts = [2, 5, 3, 2, 0, 9, 1];
    const all = 'ecabd';
    expect(counts.map((count) => idsOf(count, EVERYTHING))).toEqual(
      counts.map((count) => all.slice(0, count)),
    );
  });

  it('counts those of them that answer the question', () => {
    const answered = (count: number): number => bestItems(ranking, ITEM_IDS, count, EVERYTHING).answered;
    expect([5, 2, 0].map(answered)).toEqual([3, 2, 0]);
  });

  it('keeps the lists of tests and of rankings apart', () => {
    const other: Ranking = { items: Uint32Array.of(0, 1, 2, 3, 4), answered: 5 };
    const isEven = kept((item) => item % 2 === 0);
    const isOdd = kept((item) => item % 2 === 1);
    for (let round = 0; round < 2; round++) {
      expect(idsOf(2, EVERYTHING)).toBe('ec');
      expect(idsOf(2, isEven)).toBe('ec');
      expect(idsOf(2, isOdd)).toBe('bd');
      expect(idsOf(2, isOdd, other)).toBe('bd');
      expect(idsOf(2, isEven, other)).toBe('ac');
      expect(idsOf(2, EVERYTHING, other)).toBe('ab');
    }
  });
});

const HUNDRED = Array.from({ length: 100 }, (_, item) => `item-${item}`);
const inOrder = { items: [...HUNDRED.keys()], answered: 100 };
const isEven: ItemTest = (item) => item % 2 === 0;

const places = (seed: string): number[] =>
  withPromotion(
    (count, passes) => bestItems(inOrder, HUNDRED, count, passes),
    HUNDRED,
    { name: 'even', percentPromotedItems: 20, expressions: [] },
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
});
