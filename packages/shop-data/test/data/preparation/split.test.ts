import { trainingCount } from '../../../src/data/preparation/split';

describe('trainingCount', () => {
  it.each([
    [10, 0.1, 9],
    [9, 0.1, 8],
    [1, 0.1, 0],
    [1, 0, 1],
    [10, 0.7, 3],
    [10, 0.3, 7],
    [10, 0.9, 1],
    [3, 0.99, 0],
  ])('keeps of %d rows, at a holdout of %d, %d', (count, holdout, expected) => {
    expect(trainingCount(holdout)(count)).toBe(expected);
  });

  it('keeps exactly the ranks that pandas keeps', () => {
    const wrong: string[] = [];
    for (let percent = 0; percent < 100; percent++) {
      const countOf = trainingCount(percent / 100);
      for (let count = 1; count <= 300; count++) {
        let kept = 0;
        for (let rank = 1; rank <= count; rank++) if (!(rank / count > (100 - percent) / 100)) kept++;
        if (countOf(count) !== kept) wrong.push(`${percent} % of ${count}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
