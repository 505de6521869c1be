import { NumberList } from '../../../src/data/preparation/number-list';

it('NumberList gives back the numbers at their places, beyond the first block too', () => {
  const list = new NumberList();
  // The first numbers are small and take less memory; the last block has none of them.
  const expected = Array.from({ length: 140_000 }, (_, index) =>
    index < 70_000 ? index % 65_536 : (index * 2_654_435_761) % 2 ** 32,
  );
  for (let at = 0; at < expected.length; at += 30_000) {
    const part = expected.slice(at, at + 30_000);
    list.append(part, part.length);
  }
  expect(list.length).toBe(expected.length);
  const numbers = new Uint32Array(expected.length);
  list.copy(0, 10, numbers);
  list.copy(10, expected.length - 10, numbers.subarray(10));
  expect([...numbers]).toEqual(expected);
});
