import { itemsBeforeFillers } from '../../../src/contracts/api/fillers';

const ids = (text: string): string[] => text.split(' ').filter(Boolean);

/** Two popular lists with the same filter. */
const LISTS = [ids('a b c d e f g h'), ids('h g f e d c b a')];

describe('popular items that fill up an answer', () => {
  it.each([
    ['are those behind the last that is not in their order', 'x c a b d e f', 2],
    ['are what is left of the list, without what is there already', 'x b a c d', 2],
    ['are of the one list or the other', 'x h g f', 1],
    ['are none where the order is another', 'x y c b d', 5],
    ['are not what leaves out one of them', 'x a c d', 4],
    ['are the whole answer where nothing is known of the item', 'a b c d e f', 0],
    ['may lack some there, such as purchases', 'a c d f g', 0],
    ['are not the whole of so few, which may be in their order by chance', 'b d e', 3],
    ['are in no empty answer', '', 0],
  ])('%s', (_, answer, before) => {
    expect(itemsBeforeFillers({ itemIds: ids(answer), popular: LISTS, mayMiss: false })).toBe(before);
  });

  it('are the whole answer where a filter leaves no others', () => {
    const few = { popular: [ids('a b')], mayMiss: false };
    expect(itemsBeforeFillers({ itemIds: ids('a b'), ...few })).toBe(0);
    expect(itemsBeforeFillers({ itemIds: ids('b a'), ...few })).toBe(1);
  });

  it('do not count the item that was asked about', () => {
    expect(itemsBeforeFillers({ itemIds: ids('x c b d'), itemId: 'a', popular: LISTS, mayMiss: false })).toBe(
      2,
    );
    expect(
      itemsBeforeFillers({ itemIds: ids('a b c d e f'), itemId: 'c', popular: LISTS, mayMiss: false }),
    ).toBe(0);
  });

  it('may lack purchases of the user', () => {
    const answer = ids('x a c d');
    expect(itemsBeforeFillers({ itemIds: answer, popular: LISTS, mayMiss: true })).toBe(1);
  });

  it('are none where no popular list is known', () => {
    expect(itemsBeforeFillers({ itemIds: ids('a b c d e'), popular: [[], []], mayMiss: false })).toBe(5);
  });
});
