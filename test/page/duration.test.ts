import { duration } from '../../page/duration';

describe('a duration', () => {
  it.each([
    [0, '0'],
    [340, '340 ms'],
    [2_400, '2.4 s'],
    [60_000, '1 min'],
    [200_000, '3 min 20 s'],
    [3_900_000, '1 h 5 min'],
  ])('of %i ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
