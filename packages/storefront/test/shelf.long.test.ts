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

  /** Opens the page again after this script has run in it. */
  const openAfter = async (program: string, body: string): Promise<void> => {
    await stand.open('');
    await stand.page.addInitScript(program);
    await stand.again(body);
  };

  it('is given up by an API that does not answer for ten seconds', async () => {
    await stand.open('');
    await stand.page.clock.install();
    stand.shop.reply = () => new Promise(() => {});
    await stand.again(stand.element());
    const turn = (): Promise<void> => stand.page.clock.runFor(1_000);
    await expectSoon(() => stand.complaints.length > 0, turn);
    expect(stand.complaints).toEqual(['recommended-items: no answer for 10 s']);
    await expectSoon(() => stand.shop.aborted === 1);
    expect(await stand.page.locator('[aria-busy]').count()).toBe(0);
  });

  it('works where the browser denies the page its storage', async () => {
    const deny = (name: string): string =>
      `Object.defineProperty(globalThis, '${name}', { get: () => { throw new DOMException('Denied.'); } });`;
    const shelf = stand.element('use-case="recommended-for-you" consent');
    await openAfter(deny('localStorage') + deny('sessionStorage'), shelf);
    await expectSoon(() => stand.shop.sent.length === 1);
    const visitor = expect.stringMatching(/^\d+$/) as string;
    expect(stand.shop.questions[0].query).toEqual({ session: stand.shop.sent[0].session, visitor });
    expect(stand.complaints).toEqual([]);
  });

  it('works without the number of a visitor where the browser does not hash, on pages without HTTPS', async () => {
    const shelf = stand.element('use-case="best-sellers" consent');
    await openAfter(`Object.defineProperty(crypto, 'subtle', { value: undefined });`, shelf);
    await expectSoon(() => stand.shop.sent.length === 1);
    expect(stand.shop.questions[0].query).toEqual({});
    expect(stand.complaints).toEqual([]);
  });

  it('is of one class where a page loads the module twice', async () => {
    await stand.show(stand.element());
    // The code is a string, because the compiler of the tests replaces imports.
    const isSame = await stand.page.evaluate<boolean>(
      `import('${stand.shop.api}/recommended-items.js?v=2')
        .then(({ RecommendedItems }) => RecommendedItems === customElements.get('recommended-items'))`,
    );
    expect(isSame).toBe(true);
    expect(stand.complaints).toEqual([]);
  });

  it('keeps its answer where the page moves it, and asks again where it was taken out too early', async () => {
    await stand.show(stand.element());
    await stand.page.evaluate(() => document.body.append(document.querySelector('recommended-items')!));
    await stand.shelf().waitFor();
    expect(stand.shop.questions).toHaveLength(1);
    const { reply } = stand.shop;
    stand.shop.reply = () => new Promise(() => {});
    await stand.page.evaluate(() => document.querySelector('recommended-items')!.setAttribute('num', '3'));
    await expectSoon(() => stand.shop.questions.length === 2);
    stand.shop.reply = reply;
    await stand.page.evaluate(() => {
      const shelf = document.querySelector('recommended-items')!;
      shelf.remove();
      document.body.append(shelf);
    });
    await expectSoon(() => stand.shop.questions.length === 3);
    expect(stand.complaints).toEqual([]);
  });

  describe('of recently viewed items', () => {
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
});
