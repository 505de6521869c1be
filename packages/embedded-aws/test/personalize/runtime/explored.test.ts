import { explored } from '../../../src/services/personalize/runtime/explored';

const NEW = Array.from({ length: 40 }, (_, n) => 1000 + n);
const known = Array.from({ length: 100 }, (_, n) => n);
const scores = known.slice(0, 50).map((n) => 1 / (n + 1));
const ranking = { items: known, answered: 50, scores };

/** The first items of many users' lists. */
const lists = (weight: number, newItems: readonly number[] = NEW, count = 25): number[][] =>
  Array.from({ length: 400 }, (_, user) => {
    const mixed = explored(ranking, { newItems, weight, count, seed: `user-${user}` });
    return [...mixed.items].slice(0, count);
  });

const newIn = (list: readonly number[]): number => list.filter((item) => item >= 1000).length;
const shareOfNew = (all: readonly number[][]): number =>
  all.reduce((sum, list) => sum + newIn(list), 0) / all.flat().length;

describe('exploration', () => {
  it.each([
    [0, 1e-9],
    [0.1, 0.02],
    [0.3, 0.03],
    [0.7, 0.03],
    [1, 1e-9],
  ])('gives new items their share of the places at weight %d', (weight, tolerance) => {
    expect(Math.abs(shareOfNew(lists(weight)) - weight)).toBeLessThan(tolerance);
  });

  it('shows a few new items less often, each in its turn (PERSONALIZE-73)', () => {
    const all = lists(0.5, NEW.slice(0, 5));
    expect(Math.abs(shareOfNew(all) - (0.5 * 5) / 25)).toBeLessThan(0.02);
    expect(new Set(all.flat().filter((item) => item >= 1000))).toEqual(new Set(NEW.slice(0, 5)));
  });

  it('leaves the other items in order and repeats nothing', () => {
    for (const list of lists(0.4)) {
      const old = list.filter((item) => item < 1000);
      expect(old).toEqual(known.slice(0, old.length));
      expect(new Set(list).size).toBe(list.length);
    }
  });

  it('answers the same seed the same', () => {
    expect(lists(0.3)).toEqual(lists(0.3));
  });

  it('keeps every score beside its item, and gives a new item that of the one before', () => {
    const mixed = explored(ranking, { newItems: NEW, weight: 0.4, count: 25, seed: 'user-1' });
    let before = scores[0];
    [...mixed.items].slice(0, mixed.answered).forEach((item, place) => {
      const score = item >= 1000 ? before : scores[item];
      expect(mixed.scores?.at(place)).toBe(score);
      before = score;
    });
    expect([...(mixed.scores ?? [])]).toHaveLength(mixed.answered);
  });
});
