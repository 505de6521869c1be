import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import { answer, items } from './support/fake-shop';
import { expectSoon, frames, held, useStand } from './support/stand';

const ASKED = 'use-case="frequently-bought-together" item="7" num="4" filter="in-stock" exclude="8,9"';

describeWithBrowser('a shelf in a browser', () => {
  const stand = useStand();

  it('asks the API of its attributes and shows what it answers, as a labelled list of links', async () => {
    await stand.open(stand.element(ASKED));
    const shelf = stand.shelf('Frequently bought together');
    await shelf.getByRole('link').first().waitFor();
    expect(stand.shop.questions.map(({ useCase, query }) => [useCase, query])).toEqual([
      ['frequently-bought-together', { item: '7', num: '4', filter: 'in-stock', exclude: '8,9' }],
    ]);
    expect(await shelf.getByRole('list').getByRole('listitem').count()).toBe(6);
    const first = shelf.getByRole('link', { name: 'Bowl item-1 €12.50' });
    const link = await first.evaluate(({ href }: HTMLAnchorElement) => href);
    expect(link).toBe(`${stand.shop.page}/products/item-1`);
    expect(stand.complaints).toEqual([]);
  });

  it.each([
    ['live', 'asked', 'With it', 'With it'],
    ['lists', 'no-history', 'Popular in this shop', 'Others like'],
    ['best-sellers', 'no-answer', 'Popular in this shop', 'Others like'],
    ['best-sellers', 'control', 'Popular in this shop', 'Others like'],
    ['catalogue', 'no-answer', 'From this shop', 'From this shop'],
  ])('has a heading that says what an answer from %s, because %s, is', async (from, because, own, given) => {
    stand.shop.reply = () => ({ body: { from, because, items: items(3) } });
    const bought = 'use-case="frequently-bought-together" heading="With it"';
    const shelves = [bought, `${bought} popular-heading="Others like"`, bought.replace('With it', '')];
    await stand.open(shelves.map((attributes) => stand.element(attributes)).join(''));
    await expectSoon(async () => (await stand.cards().count()) === 9);
    expect(await stand.page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([own, given]);
  });

  it('keeps what the page holds until data comes', async () => {
    const { reply, letGo } = held(answer(items(2)));
    stand.shop.reply = reply;
    await stand.open(stand.element(undefined, '<ul><li>From the server</li></ul>'));
    await expectSoon(() => stand.shop.questions.length === 1);
    expect(await stand.page.getByText('From the server').isVisible()).toBe(true);
    expect(await stand.page.locator('[aria-busy]').count()).toBe(0);
    letGo();
    await stand.shelf().waitFor();
    expect(await stand.page.getByText('From the server').isVisible()).toBe(false);
  });

  it.each([
    ['nothing comes', answer([])],
    ['the API fails', { status: 503, body: { message: 'Later.' } }],
  ])('shows a skeleton where the page holds nothing, and else that, when %s', async (_when, given) => {
    const { reply, letGo } = held(given);
    stand.shop.reply = reply;
    await stand.open(stand.element());
    await stand.page.locator('section[aria-busy=true]').waitFor();
    expect((await stand.page.locator('recommended-items').boundingBox())!.height).toBeGreaterThan(100);
    letGo();
    await expectSoon(async () => (await stand.page.locator('section').count()) === 0);
    expect((await stand.page.locator('recommended-items').boundingBox())!.height).toBe(0);
    await stand.again(stand.element(undefined, '<p>From the server</p>'));
    await expectSoon(() => stand.shop.questions.length === 2);
    await stand.page.waitForLoadState('networkidle');
    expect(await stand.page.getByText('From the server').isVisible()).toBe(true);
    expect(stand.complaints.includes('recommended-items: Later.')).toBe('status' in given);
  });

  it('asks when it comes near the viewport, and not before', async () => {
    stand.shop.style = 'hr { height: 3000px }';
    await stand.show(`${stand.element()}<hr>${stand.element('use-case="most-viewed"')}`);
    await frames(stand.page);
    expect(stand.shop.questions.map(({ useCase }) => useCase)).toEqual(['best-sellers']);
    await stand.page.mouse.wheel(0, 2800);
    await stand.shelf('Most viewed').waitFor();
  });

  it('asks once where several shelves ask the same', async () => {
    await stand.open(stand.element() + stand.element() + stand.element('use-case="most-viewed"'));
    await expectSoon(async () => (await stand.cards().count()) === 18);
    const asked = stand.shop.questions.map(({ useCase }) => useCase);
    expect(asked.sort()).toEqual(['best-sellers', 'most-viewed']);
  });

  it('asks again when an attribute changes, gives the first request up, and shows the last answer', async () => {
    stand.shop.reply = ({ query: { item } }) =>
      item === '1' ? new Promise(() => {}) : answer(items(1, `with-${item}-`));
    await stand.open(stand.element('use-case="frequently-bought-together" item="1"'));
    await expectSoon(() => stand.shop.questions.length === 1);
    await stand.page.locator('recommended-items').evaluate((element) => {
      element.setAttribute('item', '2');
      element.setAttribute('num', '5');
    });
    await expectSoon(async () => (await stand.names()).join() === 'Bowl with-2-1');
    expect(stand.shop.questions.map(({ query }) => query)).toEqual([{ item: '1' }, { item: '2', num: '5' }]);
    await expectSoon(() => stand.shop.aborted === 1);
    expect(stand.complaints).toEqual([]);
  });

  it('does not give up a request that another shelf waits for', async () => {
    const { reply, letGo } = held(answer(items(1)));
    stand.shop.reply = reply;
    await stand.open(stand.element() + stand.element());
    await expectSoon(() => stand.shop.questions.length === 1);
    await stand.page.evaluate(() => document.querySelector('recommended-items')!.remove());
    letGo();
    await expectSoon(async () => (await stand.names()).join() === 'Bowl item-1');
  });

  it('fires an event for an answer and for an error, and leaves what is there', async () => {
    await stand.show(stand.element());
    const fired = ([name, change]: readonly string[]): Promise<unknown> =>
      new Promise((resolve) => {
        document.addEventListener(name, (event) => resolve((event as CustomEvent).detail), { once: true });
        document.querySelector('recommended-items')!.setAttribute('filter', change);
      });
    const event = (...change: string[]): Promise<unknown> => stand.page.evaluate(fired, change);
    stand.shop.reply = () => answer(items(1, 'b'), 'RID-2');
    expect(await event('recommended-items-loaded', 'a')).toMatchObject({
      useCase: 'best-sellers',
      recommendationId: 'RID-2',
      items: [{ itemId: 'b1' }],
    });
    stand.shop.reply = () => ({ status: 400, body: { message: 'There is no filter b.' } });
    const error = { message: 'There is no filter b.', status: 400 };
    expect(await event('recommended-items-error', 'b')).toEqual(error);
    expect(await stand.names()).toEqual(['Bowl b1']);
  });

  it('says what is missing where it has no API', async () => {
    await stand.open('<recommended-items use-case="best-sellers"></recommended-items>');
    await expectSoon(() => stand.complaints.length > 0);
    expect(stand.complaints).toEqual(['recommended-items: api and use-case are needed']);
  });

  it.each([
    ['a token of the back end', 'e30.c2ln', '', 'x-user-token', 'e30.c2ln'],
    ['a JWT, on paths of their own', 'e30.e30.c2ln', '/user', 'authorization', 'Bearer e30.e30.c2ln'],
  ])('proves the user by %s', async (_what, token, below, header, value) => {
    const attributes = `use-case="recommended-for-you" user-token="${token}"`;
    await stand.show(stand.element(attributes), 'Recommended for you');
    const [{ path, headers }] = stand.shop.questions;
    expect([path, headers[header]]).toEqual([`${below}/recommendations/recommended-for-you`, value]);
  });
});
