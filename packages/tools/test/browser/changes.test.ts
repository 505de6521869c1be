import { listChange } from '../../browser/changes';

const items = (ids: string) => [...ids].map((itemId) => ({ itemId }));

describe('the change of a list', () => {
  it('has the former rank of each item, what is new, and what is gone', () => {
    const { places, gone, ...counts } = listChange(items('abcd'), items('baxd'));
    expect(places.map(({ item, rank, was }) => [item.itemId, rank, was])).toEqual([
      ['b', 1, 2],
      ['a', 2, 1],
      ['x', 3, undefined],
      ['d', 4, 4],
    ]);
    expect(gone).toEqual([{ item: { itemId: 'c' }, was: 3 }]);
    expect(counts).toEqual({ added: 1, up: 1, down: 1 });
  });

  it('is nothing where both are the same', () => {
    expect(listChange(items('ab'), items('ab'))).toMatchObject({ gone: [], added: 0, up: 0, down: 0 });
  });
});
