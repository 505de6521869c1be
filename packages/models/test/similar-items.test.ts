import { wordsOf } from '../src/item-words';
import { Catalogue, type DescribedItem, type SimilarItems } from '../src/similar-items';
import { randomNumbers } from '../../../test/support/interactions';

function similarIn(items: readonly DescribedItem[]): SimilarItems {
  const catalogue = new Catalogue();
  for (const item of items) catalogue.add(item);
  return catalogue.similarItems();
}

/** Items that share no terms with others, so that terms of a few items are rare. */
const others: DescribedItem[] = Array.from({ length: 20 }, (_, at) => ({
  id: `other-${at}`,
  name: `Thing ${at % 10}`,
  categories: { CATEGORY_L1: `c${at % 10}` },
  price: 10,
}));

const nearest = (items: readonly DescribedItem[]): string[] =>
  similarIn([...items, ...others]).nearest('asked', 3);

it('similar items have a category in common, one of several, of the same column', () => {
  const within = (id: string, column: string, value: string) => ({ id, categories: { [column]: value } });
  const rooms = [within('asked', 'ROOM', 'attic|kitchen'), within('kitchen', 'ROOM', 'bath|kitchen')];
  const fruit = ['one', 'other'].map((id) => within(id, 'FRUIT', 'kitchen'));
  expect(nearest([...rooms, within('bath', 'ROOM', 'bath'), ...fruit])).toEqual(['kitchen']);
});

it('similar items do not include what is in every item, and are none for an item that is unknown or says nothing', () => {
  const items = ['asked', 'b', 'c'].map((id) => ({ id, name: 'Gift' }));
  expect(similarIn(items).nearest('asked', 3)).toEqual([]);
  const similar = similarIn([...others, { id: 'mute' }]);
  expect([similar.nearest('new', 3), similar.nearest('mute', 3)]).toEqual([[], []]);
});

it('similar items follow the later row of an item', () => {
  const rows = ['asked Chair', 'table Chair', 'stool Chair', 'table Table'].map((row) => row.split(' '));
  const items = rows.map(([id, name]) => ({ id, name }));
  expect(nearest(items)).toEqual(['stool']);
  expect(similarIn([...items, ...others]).size).toBe(3 + others.length);
});

const random = randomNumbers(7);
const words = (count: number): string => Array.from({ length: count }, () => `w${random(60)}`).join(' ');
const many: DescribedItem[] = Array.from({ length: 300 }, (_, at) => ({
  id: `item-${at}`,
  name: words(3),
  description: words(8),
  categories: { CATEGORY_L1: `c${random(8)}` },
  price: random(40),
}));

it('similar items are those that the formula gives, in any order of the catalogue', () => {
  const similar = similarIn(many);
  for (const { id } of many.slice(0, 20))
    expect(similar.nearest(id, 100).slice(0, 10)).toEqual(byTheFormula(many, id, 10));
  const [one, other] = [similarIn(many), similarIn(many.toReversed())];
  for (const { id } of many) expect(other.nearest(id, 10)).toEqual(one.nearest(id, 10));
});

it('similar items are those with the nearest prices, if thousands have a term', () => {
  const shirts = Array.from({ length: 5_000 }, (_, at) => {
    return { id: `shirt-${at}`, name: 'Shirt', price: 1 + ((at * 7_919) % 5_000) };
  });
  const similar = similarIn([...shirts, ...others]);
  const prices = new Map(shirts.map(({ id, price }) => [id, price]));
  for (const { id, price } of [shirts[0], shirts[631], shirts[4_000]]) {
    const found = similar.nearest(id, 20).map((one) => prices.get(one)!);
    const closest = shirts.filter((one) => one.id !== id).map((one) => one.price);
    closest.sort((one, two) => ratio(two, price) - ratio(one, price));
    expect(found).toEqual(closest.slice(0, 20));
  }
});

const ratio = (one: number, other: number): number => Math.min(one / other, other / one);

/** Computes all pairs, as the formula says. */
function byTheFormula(items: readonly DescribedItem[], asked: string, count: number): string[] {
  const counts = items.map(({ name = '', description = '', categories = {} }) => {
    const found = new Map<string, number>();
    const add = (term: string, weight: number): unknown => found.set(term, (found.get(term) ?? 0) + weight);
    for (const word of wordsOf(name)) add(word, 3);
    for (const word of wordsOf(description)) add(word, 1);
    for (const [column, value] of Object.entries(categories)) add(`${column}=${value}`, 3);
    return found;
  });
  const inItems = (term: string): number => counts.filter((own) => own.has(term)).length;
  const vectors = counts.map((own) => {
    const weights = Array.from(
      own,
      ([term, n]) => [term, Math.log(1 + n) * Math.log(items.length / inItems(term))] as const,
    );
    const norm = Math.hypot(...weights.map(([, weight]) => weight));
    return new Map(weights.map(([term, weight]) => [term, weight / norm]));
  });
  const at = items.findIndex(({ id }) => id === asked);
  const score = (other: number): number => {
    const cosine = [...vectors[at]].reduce((sum, [term, w]) => sum + w * (vectors[other].get(term) ?? 0), 0);
    const [one = 0, two = 0] = [items[at].price, items[other].price];
    return one > 0 && two > 0 ? cosine * ratio(one, two) ** 0.2 : cosine;
  };
  return items
    .map(({ id }, other) => ({ id, score: other === at ? 0 : score(other) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, count)
    .map(({ id }) => id);
}

it.each([
  ['letters and digits, lower case', 'T-Light HOLDER, of 12', ['t', 'light', 'holder', 'of', '12']],
  ['letters with accents, however they are encoded', 'Cafe\u0301 Crème', ['café', 'crème']],
  ['Greek and Cyrillic words', 'Καφές Чашка', ['καφές', 'чашка']],
  ['pairs of Han characters', '木製椅子', ['木製', '製椅', '椅子']],
  ['pairs of kana, the prolonged sound included', 'コーヒー', ['コー', 'ーヒ', 'ヒー']],
  ['half-width kana as full-width ones', 'ｶﾒﾗ', ['カメ', 'メラ']],
  ['pairs of Hangul, so that particles do no harm', '가죽가방을', ['가죽', '죽가', '가방', '방을']],
  ['one character alone', '茶 A', ['茶', 'a']],
  ['scripts without a space between them', 'USBケーブル', ['usb', 'ケー', 'ーブ', 'ブル']],
  ['nothing of punctuation', '— & !', []],
])('the words of an item are %s', (_, text, words) => {
  expect(wordsOf(text)).toEqual(words);
});
