import { itemsBeforeFillers } from '../../../src/contracts/api/fillers';

const ids = (text: string): string[] => text.split(' ').filter(Boolean);

/** Two popular lists with the same filter. */
const LISTS = [ids('a b c d e f g h'), ids('h g f e d c b a')];

const before = (answer: string, more: object): number =>
  itemsBeforeFillers({ itemIds: ids(answer), popular: LISTS, mayMiss: false, ...more });

it.each<[string, string, number, object?]>([
  ['are those behind the last that is not in their order', 'x c a b d e f', 2],
  ['are what is left of the list, without what is there already', 'x b a c d', 2],
  ['are of the one list or the other', 'x h g f', 1],
  ['are none where the order is another', 'x y c b d', 5],
  ['are not what leaves out one of them', 'x a c d', 4],
  ['are the whole answer where nothing is known of the item', 'a b c d e f', 0],
  ['may lack some there, such as purchases', 'a c d f g', 0],
  ['are not the whole of so few, which may be in their order by chance', 'b d e', 3],
  ['are in no empty answer', '', 0],
  ['are the whole answer where a filter leaves no others', 'a b', 0, { popular: [ids('a b')] }],
  ['are not, in another order', 'b a', 1, { popular: [ids('a b')] }],
  ['do not count the item that was asked about', 'x c b d', 2, { itemId: 'a' }],
  ['nor where it is among them', 'a b c d e f', 0, { itemId: 'c' }],
  ['may lack purchases of the user', 'x a c d', 1, { mayMiss: true }],
  ['are none where no popular list is known', 'a b c d e', 5, { popular: [[], []] }],
])('popular items that fill up an answer %s', (_, answer, count, more = {}) => {
  expect(before(answer, more)).toBe(count);
});
