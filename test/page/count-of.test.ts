import { countOf } from '../../page/parts/count-of';

describe('what was found, in words', () => {
  it.each([
    [0, 0, 'No items.'],
    [1, 1, '1 item.'],
    [2, 2, '2 items.'],
    [4500, 24, 'The first 24 of 4,500 items.'],
  ])('says of %i with %i shown: %s', (total, shown, words) => {
    expect(countOf({ total, first: Array(shown) }, 'item')).toBe(words);
  });

  it('says which are shown', () => {
    expect(countOf({ total: 9, first: [1, 2] }, 'event', 'latest')).toBe('The latest 2 of 9 events.');
  });
});
