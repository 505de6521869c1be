import { customersWhoViewedXAlsoViewed } from '../src/customers-who-viewed-x-also-viewed';
import { ask, DAY, interactionsOf, rowsOf, type Row } from '../../../test/support/interactions';

describe('customers who viewed X also viewed', () => {
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
    const items = ['a-earlier', 'asked', 'd-next', 'c-later', 'b-last'];
    const rows = interactionsOf(
      Array.from({ length: 100 }, (_, at): Row => {
        return [`viewer-${at % 20}`, items[Math.floor(at / 20)], 'View', DAY * Math.floor(at / 20)];
      }),
    );
    const { answered } = ask(await customersWhoViewedXAlsoViewed(rows), rows, { itemId: 'asked' });
    expect(answered).toEqual(['d-next', 'c-later', 'b-last', 'a-earlier']);
  });

  it('answers nothing for an item that nobody viewed, and fills up with the most viewed', async () => {
    const viewed = 'ann viewed View 1, ann viewed-most View 2, bob viewed-most View 2, ann bought Purchase 5';
    const rows = interactionsOf(rowsOf(viewed));
    const { items, answered } = ask(await customersWhoViewedXAlsoViewed(rows), rows, { itemId: 'bought' });
    expect([items, answered]).toEqual([['viewed-most', 'viewed'], []]);
  });
});
