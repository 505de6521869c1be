import { NumberList } from '../../../domain/data/number-list';

describe('NumberList', () => {
  it('gives back the numbers at their places, beyond the first block too', () => {
    const list = new NumberList();
    const expected = Array.from({ length: 150_000 }, (_, index) => (index * 2_654_435_761) % 2 ** 32);
    for (const number of expected) list.push(number);
    expect(list.length).toBe(expected.length);
    expect(Array.from(expected, (_, index) => list.at(index))).toEqual(expected);
  });
});
