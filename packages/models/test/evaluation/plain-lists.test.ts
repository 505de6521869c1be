import { plainLists } from '../../src/evaluation/plain-lists';
import type { NextQuestion } from '../../src/evaluation/next-questions';
import { mostFrequent, popularWindow } from '../../src/evaluation/popular-window';
import { splitAtTime } from '../../src/evaluation/time-split';
import { rowsWhere, type Interactions } from '../../src/interactions';
import { DAY, interactionsOf, rowsOf, type Row } from '../../../../test/support/interactions';

const START = 1_600_000_000;

/** Each day, twenty new users buy; each month, everybody buys a different item. */
function fashions(months: number, itemOf: (month: number, at: number) => string): Row[] {
  return Array.from({ length: 30 * months * 20 }, (_, at): Row => {
    const day = Math.floor(at / 20);
    return [`user-${at}`, itemOf(Math.floor(day / 30), at), 'Purchase', START + day * DAY];
  });
}

const question = (interactions: Interactions, userId: string): NextQuestion => ({
  query: { user: interactions.userIds.indexOf(userId) },
  wanted: new Set(),
  excluded: new Set(),
  isNewcomer: false,
});

const windowOf = (rows: Interactions): number | undefined => {
  const { training, until } = splitAtTime(rows);
  return popularWindow(rows, (days) => mostFrequent(training, () => true, days, until));
};
// Twelve items a month: more than a list has room for.
const ofMonth = (month: number, at: number): string => `item-${month}-${at % 12}`;

it('the window of popular items is of the latest days where fashions change, and all of the time where they do not', () => {
  expect(windowOf(interactionsOf(fashions(6, ofMonth)))).toBe(7);
  const rows = interactionsOf(fashions(6, (_, at) => `item-${(at * at) % 31}`));
  expect(windowOf(rows)).toBeUndefined();
});

it('the window of popular items counts events of the wanted types after its first day alone, ties by item', () => {
  const [first, last] = [START, START + 9 * DAY];
  const early = `ann old View ${first}, bob old View ${first}, ann new View ${last}`;
  const rows = interactionsOf(rowsOf(`${early}, bob cup View ${last}, cid bowl Purchase ${last}`));
  const isView = (event: number): boolean => rows.eventTypes[event] === 'View';
  const names = (days?: number): string[] =>
    mostFrequent(rows, isView, days, START + 10 * DAY).map((item) => rows.itemIds[item]);
  expect(names()).toEqual(['old', 'cup', 'new']);
  expect(names(7)).toEqual(['cup', 'new']);
});

const ofAnn = 'ann bowl View 100, ann cup View 110, ann knife Purchase 120, ann fork Purchase 130';
const rows = interactionsOf(rowsOf(`${ofAnn}, bob fork Purchase 140, cid spoon View 150`));
const firstOf = (useCase: Parameters<typeof plainLists>[0]): Record<string, string[]> =>
  Object.fromEntries(
    plainLists(useCase, rows, 150).map(({ comparator, listFor }) => [
      comparator,
      [...listFor(question(rows, 'ann'))].slice(0, 2).map((item) => rows.itemIds[item]),
    ]),
  );

it('the lists that need no model are the popular items, and what the user viewed and bought last, but not the use case’s own list, and have no purchases where these are left out', () => {
  expect(firstOf('frequently-bought-together')).toEqual({
    Purchase: ['fork', 'knife'],
    recentlyViewed: ['cup', 'bowl'],
    buyAgain: ['fork', 'knife'],
  });
  const lists = plainLists('best-sellers', rows, 150).map(({ comparator, days }) => [comparator, days]);
  const counted = [7, 30, 90].map((days) => ['Purchase', days]);
  expect(lists).toEqual([...counted, ['random'], ['recentlyViewed'], ['buyAgain']]);
  expect(Object.keys(firstOf('recommended-for-you'))).toEqual(['any', 'recentlyViewed']);
});

it.each([
  ['View', 'recentlyViewed'],
  ['Purchase', 'buyAgain'],
])('no plain list is of %ss where there are none', (missing, comparator) => {
  const others = rowsWhere(rows, (row) => rows.eventTypes[rows.events[row]] !== missing);
  expect(others.eventTypes).toContain(missing);
  const names = plainLists('best-sellers', others, 150).map((list) => list.comparator);
  expect(names).not.toContain(comparator);
});

it('the lists that need no model are the popular items of the latest days, too, filled up with the others', () => {
  const old = ['ann', 'bob', 'cid'].map((user) => `${user} old Purchase ${START}`).join(', ');
  const later = interactionsOf(rowsOf(`${old}, ann new Purchase ${START + 20 * DAY}`));
  const ofDays = plainLists('frequently-bought-together', later, START + 20 * DAY)
    .filter(({ comparator }) => comparator === 'Purchase')
    .map(({ days, listFor }) => `${days} ${later.itemIds[[...listFor(question(later, 'ann'))][0]]}`);
  expect(ofDays).toEqual(['undefined old', '7 new', '30 old', '90 old']);
});

it('the lists that need no model know what a newcomer just did', () => {
  const lists = plainLists('recommended-for-you', rows, 150);
  const recentlyViewed = lists.find(({ comparator }) => comparator === 'recentlyViewed')!;
  const recent = [{ item: 4, event: rows.eventTypes.indexOf('View'), timestamp: 160 }];
  const [first] = recentlyViewed.listFor({ ...question(rows, 'nobody'), query: { recent } });
  expect(first).toBe(4);
});
