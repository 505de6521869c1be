import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import { answer, items } from './support/fake-shop';
import { expectSoon, frames, useStand } from './support/stand';

describeWithBrowser('recently viewed items in a browser', () => {
  const stand = useStand();

  const shelf = (attributes = ''): string =>
    stand.element(`use-case="recently-viewed" ${attributes}`, '<p>Nothing yet</p>');
  const kept = async (): Promise<string | undefined> => (await stand.kept())['recommended-items-viewed'];
  const { view, consent } = stand;

  it('are a shelf of what the page has told, the newest first, without the item on show', async () => {
    await stand.open(shelf('consent'));
    await frames(stand.page);
    expect(stand.shop.questions).toEqual([]);
    expect(await stand.page.getByText('Nothing yet').isVisible()).toBe(true);
    await view('1', '2', '3', '2');
    await stand.again(shelf('consent item="3" num="4" user-token="e30.e30.c2ln"'));
    await stand.shelf('Recently viewed').waitFor();
    const [{ path, query, headers }] = stand.shop.questions;
    expect([path, query]).toEqual(['/items', { items: '2,1', num: '4' }]);
    // The request does not identify the visitor.
    expect(headers).not.toHaveProperty('authorization');
    const told = () =>
      stand.shop.sent.flatMap(({ events }) => events).find(({ type }) => type === 'Impression');
    await expectSoon(() => told() !== undefined);
    expect(told()).toMatchObject({ useCase: 'recently-viewed' });
  });

  it('are not kept and not shown without consent, and deleted with it', async () => {
    await stand.open(shelf('consent="false"'));
    expect(await view('1')).toBe(false);
    expect(await kept()).toBeUndefined();
    await stand.again(shelf('consent'));
    await view('1', '2');
    expect(await kept()).toBe('["2","1"]');
    stand.shop.reply = () => answer(items(2));
    await stand.again(shelf());
    await stand.page.getByText('Nothing yet').waitFor();
    await expectSoon(async () => (await stand.page.locator('section').count()) === 0);
    expect(stand.shop.questions).toEqual([]);
    await consent(true);
    await stand.shelf('Recently viewed').waitFor();
    expect(stand.shop.questions[0].query).toEqual({ items: '2,1' });
    await consent(false);
    expect(await kept()).toBeUndefined();
    await expectSoon(async () => await stand.page.getByText('Nothing yet').isVisible());
  });
});
