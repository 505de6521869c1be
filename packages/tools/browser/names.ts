import type { PageInterest, PageItem, PagePerson, PageUser } from '../src/page/page-answers';
import type { Texts } from './texts/texts';

/** Longer ids are meaningless to people, and would be cut off. */
const LONGEST_ID = 20;

const isUnreadable = (name: string, id: string): boolean => name === id && id.length > LONGEST_ID;

/** A user's name on the page: the user's own name, the word for a shopper with a short id, or a generic word. */
export function userName({ userId, name }: PageUser, { users }: Texts): string {
  if (isUnreadable(name, userId)) return users.nameless;
  return name === userId ? users.unnamed(userId) : name;
}

/** An item's name on the page: its own name, a short id, or its style or category. */
export function itemName({ itemId, name = itemId, category, style }: PageItem, { item }: Texts): string {
  return isUnreadable(name, itemId) ? style || category || item.nameless : name;
}

/** Describes a person by their two main interests, such as “drummer who cooks”. */
export function personInWords({ interests: [first, second], isNew }: PagePerson, { people }: Texts): string {
  if (isNew) return people.newcomer;
  if (first === undefined) return people.regular;
  const [noun] = wordsFor(first, people);
  return second === undefined ? noun : people.who(noun, wordsFor(second, people)[1]);
}

/** An interest as a noun for the person, and as a verb phrase: `drummer`, `plays drums`. */
function wordsFor(
  { category, style = category }: PageInterest,
  people: Texts['people'],
): readonly [string, string] {
  const kinds: Readonly<Record<string, readonly [string, string]>> = people.kinds;
  const word = [style, category].map((name) => name.toLowerCase()).find((name) => Object.hasOwn(kinds, name));
  return word === undefined ? [people.fanOf(category), people.likes(category)] : kinds[word];
}
