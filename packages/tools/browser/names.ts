import type { PageInterest, PageItem, PagePerson, PageUser } from '../src/page/page-answers';
import type { Texts } from './texts/texts';

/** Ids that are longer than this say nothing to a person, and would be cut off. */
const LONGEST_ID = 20;

const isUnspeakable = (name: string, id: string): boolean => name === id && id.length > LONGEST_ID;

/** What the page calls a user: by name, by an id that is short, or as somebody. */
export const userName = ({ userId, name }: PageUser, { users }: Texts): string =>
  isUnspeakable(name, userId) ? users.nameless : name;

/** What the page calls an item: by name, by an id that is short, or by its kind. */
export function itemName({ itemId, name = itemId, category, style }: PageItem, { item }: Texts): string {
  return isUnspeakable(name, itemId) ? style || category || item.nameless : name;
}

/** Who a person is by what interests them most, such as “drummer who cooks”. */
export function personInWords({ interests: [first, second] }: PagePerson, { people }: Texts): string {
  if (first === undefined) return people.newcomer;
  const [noun] = wordsFor(first, people);
  return second === undefined ? noun : people.who(noun, wordsFor(second, people)[1]);
}

/** What somebody with an interest is, and does. */
function wordsFor(
  { category, style = category }: PageInterest,
  people: Texts['people'],
): readonly [string, string] {
  const kinds: Readonly<Record<string, readonly [string, string]>> = people.kinds;
  const word = [style, category].map((name) => name.toLowerCase()).find((name) => Object.hasOwn(kinds, name));
  return word === undefined ? [people.fanOf(category), people.likes(category)] : kinds[word];
}
