import { customersWhoViewedXAlsoViewed } from '../src/customers-who-viewed-x-also-viewed';
import { ask, DAY, interactionsOf, randomNumbers, type Row } from '../../../test/support/interactions';

// A checkerboard: even users view even items, odd users odd ones.
const random = randomNumbers(4);
const ROWS: Row[] = Array.from({ length: 600 }, (_, second) => {
  const user = random(30);
  return [`user-${user}`, `item-${(user % 2) + 2 * random(10)}`, 'View', second];
});

describe('customers who viewed X also viewed', () => {
  const interactions = interactionsOf(ROWS);

  it.each(['item-4', 'item-7'])('stays among the items that the viewers of %s view', async (itemId) => {
    const { answered } = ask(await customersWhoViewedXAlsoViewed(interactions), interactions, { itemId });
    const isOfGroup = (id: string): boolean => Number(id.slice(5)) % 2 === Number(itemId.slice(5)) % 2;
    const group = interactions.itemIds.filter((id) => id !== itemId && isOfGroup(id));
    expect([...answered].sort()).toEqual(group);
  });

  it('does not put an item first because everybody views it', async () => {
    const everybody = ROWS.map(([user], second): Row => [user, 'item-popular', 'View', 1000 + (second % 60)]);
    const crowd = interactionsOf([...ROWS, ...everybody]);
    const { answered } = ask(await customersWhoViewedXAlsoViewed(crowd), crowd, { itemId: 'item-4' });
    expect(answered.indexOf('item-popular')).toBeGreaterThan(3);
  });

  it('puts a pair with many common viewers before one that a single viewer makes perfect (PERSONALIZE-33)', async () => {
    const viewers = Array.from({ length: 20 }, (_, user): Row[] => [
      [`viewer-${user}`, 'asked', 'View', 1],
      [`viewer-${user}`, user < 15 ? 'common' : 'other', 'View', 2],
    ]);
    const rows = interactionsOf([...viewers.flat(), ['viewer-0', 'rare', 'View', 3]]);
    const { answered } = ask(await customersWhoViewedXAlsoViewed(rows), rows, { itemId: 'asked' });
    expect(answered).toEqual(['common', 'other', 'rare']);
  });

  it('puts what is viewed next before what is viewed later, and before what was viewed earlier (PERSONALIZE-33)', async () => {
    const viewers = Array.from({ length: 20 }, (_, user): Row[] =>
      ['a-earlier', 'asked', 'd-next', 'c-later', 'b-last'].map((item, time) => [
        `viewer-${user}`,
        item,
        'View',
        DAY * time,
      ]),
    );
    const rows = interactionsOf(viewers.flat());
    const { answered } = ask(await customersWhoViewedXAlsoViewed(rows), rows, { itemId: 'asked' });
    expect(answered).toEqual(['d-next', 'c-later', 'b-last', 'a-earlier']);
  });

  it('takes items that are viewed at one time for neither earlier nor later', async () => {
    const viewers = Array.from({ length: 20 }, (_, user): Row[] => [
      [`viewer-${user}`, 'asked', 'View', 0],
      [`viewer-${user}`, user < 10 ? 'a' : 'z', 'View', 0],
    ]);
    const rows = interactionsOf(viewers.flat());
    const model = await customersWhoViewedXAlsoViewed(rows);
    expect(ask(model, rows, { itemId: 'asked' }).answered).toEqual(['a', 'z']);
    expect(ask(model, rows, { itemId: 'a' }).answered).toEqual(['asked']);
  });

  it('takes an item that a viewer comes back to for both', async () => {
    const returning = (item: string): Row[] =>
      ['asked', item, 'asked', item].map((id, time) => [`returns-to-${item}`, id, 'View', time]);
    const rows = interactionsOf([
      ...returning('a-both'),
      ['before', 'c-before', 'View', 0],
      ['before', 'asked', 'View', 1],
      ['after', 'asked', 'View', 0],
      ['after', 'b-after', 'View', 1],
    ]);
    const model = await customersWhoViewedXAlsoViewed(rows);
    expect(ask(model, rows, { itemId: 'asked' }).answered).toEqual(['a-both', 'b-after', 'c-before']);
    expect(ask(model, rows, { itemId: 'c-before' }).answered).toEqual(['asked']);
  });

  it('lets many viewers outweigh one who comes back many times', async () => {
    const viewers = Array.from({ length: 12 }, (_, user): Row[] => [
      [`viewer-${user}`, 'asked', 'View', 1],
      [`viewer-${user}`, user < 8 ? 'b-by-many' : 'a-by-few', 'View', 2],
    ]);
    const again = Array.from({ length: 15 }, (_, time): Row[] => [
      ['viewer-11', 'asked', 'View', 3 + time],
      ['viewer-11', 'a-by-few', 'View', 3 + time],
    ]);
    const rows = interactionsOf([...viewers, ...again].flat());
    const { answered } = ask(await customersWhoViewedXAlsoViewed(rows), rows, { itemId: 'asked' });
    expect(answered).toEqual(['b-by-many', 'a-by-few']);
  });

  it('answers nothing for an item that nobody viewed, and fills up with the most viewed', async () => {
    const rows = interactionsOf([...ROWS, ['user-1', 'only-bought', 'Purchase', 5]]);
    const { items, answered } = ask(await customersWhoViewedXAlsoViewed(rows), rows, {
      itemId: 'only-bought',
    });
    expect(answered).toEqual([]);
    expect(items).toHaveLength(20);
  });
});
