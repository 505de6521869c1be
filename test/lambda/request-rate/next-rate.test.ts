import { nextRate } from '../../../lambda/request-rate/next-rate';

const BOUNDS = { min: 2, max: 20 };

describe('the next provisioned rate', () => {
  it.each<[what: string, current: number, busiest: number, next: number]>([
    ['stays at least min', 2, 0, 2],
    ['is raised when four fifths of it are used', 4, 3.3, 5],
    ['stays below that', 4, 3.2, 4],
    ['is raised at once to all that is needed', 2, 12, 15],
    ['is never more than max', 2, 400, 20],
    ['is lowered by a quarter or more', 8, 4.8, 6],
    ['is not lowered by less', 8, 5, 8],
    ['is lowered to min where nobody asks', 20, 0, 2],
    ['is lowered into bounds that are less', 25, 19, 20],
    ['is raised into bounds that are more', 1, 0, 2],
  ])('%s', (_what, current, busiest, next) => {
    expect(nextRate(current, busiest, BOUNDS)).toBe(next);
  });

  it('does not move again while use stays as it is', () => {
    for (let busiest = 0; busiest < 30; busiest += 0.1)
      for (let current = 1; current <= 25; current += 1) {
        const next = nextRate(current, busiest, BOUNDS);
        expect(nextRate(next, busiest, BOUNDS)).toBe(next);
      }
  });
});
