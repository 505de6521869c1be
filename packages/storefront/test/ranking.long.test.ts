import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import { expectSoon, held, useStand } from './support/stand';

describeWithBrowser('<ranked-items> in a browser', () => {
  const stand = useStand();

  const card = (id: string): string => `<li data-item-id="${id}"><a href="#${id}">Bowl ${id}</a></li>`;
  const list = (ids: readonly string[], attributes = ''): string =>
    `<ranked-items api="${stand.shop.api}" ${attributes}><ul>${ids.map(card).join('')}</ul></ranked-items>`;
  /** Opens the page with a frozen clock, so that no answer is late on a busy machine. */
  const open = async (body: string): Promise<void> => {
    await stand.open('');
    await stand.page.clock.install();
    await stand.page.clock.pauseAt(Date.now() + 60_000);
    await stand.again(body);
  };
  const ids = (): Promise<(string | null)[]> =>
    stand.page
      .locator('ranked-items [data-item-id]')
      .evaluateAll((cards: readonly Element[]) => cards.map((one) => one.getAttribute('data-item-id')));
  /** Resolves once the element is done, to the source of the order. */
  const ranked = async (): Promise<string | null> => {
    const element = stand.page.locator('ranked-items[ranked]');
    await element.waitFor({ state: 'attached' });
    return element.getAttribute('ranked');
  };

  it('has the items in the order of the API, asked for nobody without consent, when no click is kept', async () => {
    await open(list(['a', 'b', 'c']));
    expect(await ranked()).toBe('live');
    expect(await ids()).toEqual(['c', 'b', 'a']);
    expect(stand.shop.rankings).toMatchObject([{ path: '/ranking', items: ['a', 'b', 'c'] }]);
    expect(stand.shop.rankings[0]).not.toHaveProperty('session');
    await stand.page.getByRole('link', { name: 'Bowl b' }).click();
    expect(await stand.kept()).toEqual({});
    expect(stand.complaints).toEqual([]);
  });

  it('asks for the session with consent, and for the user whom a token proves', async () => {
    await open(stand.element('use-case="best-sellers" consent'));
    await stand.shelf().waitFor();
    const { 'recommended-items-session': session } = await stand.kept();
    await stand.again(list(['a', 'b']));
    await ranked();
    expect(stand.shop.rankings.map((given) => given.session)).toEqual([session]);

    await stand.again(list(['a', 'b'], 'user-token="message.mac"'));
    await ranked();
    const [, ofUser] = stand.shop.rankings;
    expect([ofUser.session, ofUser.headers['x-user-token']]).toEqual([undefined, 'message.mac']);

    await stand.again(list(['a', 'b'], 'user-token="a.b.c"'));
    await ranked();
    expect(stand.shop.rankings[2].path).toBe('/user/ranking');
  });

  it('moves items between the rows of a page, with what they hold, and keeps the focus', async () => {
    const row = (...some: string[]): string =>
      `<div>${some.map((id) => `<article data-item-id="${id}"><button data-item-id="none">${id}</button></article>`).join('')}</div>`;
    const { rank } = stand.shop;
    const { reply, letGo } = held(rank);
    stand.shop.rank = (given) => reply().then((rank) => rank(given));
    await open(`<ranked-items api="${stand.shop.api}">${row('a', 'b')}<hr>${row('c')}</ranked-items>`);
    await stand.page.getByRole('button', { name: 'a' }).focus();
    letGo();
    expect(await ranked()).toBe('live');
    expect(await stand.page.locator('ranked-items').innerText()).toMatch(/^c\s*b\s*a$/);
    expect(await stand.page.locator('ranked-items hr + div').innerText()).toBe('a');
    expect(await stand.page.locator(':focus').innerText()).toBe('a');
    expect(stand.shop.rankings[0].items).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['refuses', (): object => ({ status: 403, body: { message: 'Not you.' } }), 'Not you.'],
    ['answers with anything else', (): object => ({ body: { message: 'x' } }), 'no items'],
  ])('leaves the items in their order where the API %s, and says so', async (_what, rank, message) => {
    stand.shop.rank = rank as typeof stand.shop.rank;
    await open(list(['a', 'b', 'c']));
    expect(await ranked()).toBe('given');
    expect(await ids()).toEqual(['a', 'b', 'c']);
    expect(stand.complaints).toContain(`ranked-items: ${message}`);
  });

  it('leaves the items in their order where the API does not answer for a second, and says so', async () => {
    stand.shop.rank = () => new Promise(() => {});
    await open(list(['a', 'b', 'c']));
    await expectSoon(() => stand.shop.rankings.length === 1);
    await stand.page.clock.runFor(999);
    expect(await stand.page.locator('ranked-items[ranked]').count()).toBe(0);
    await stand.page.clock.runFor(1);
    expect(await ranked()).toBe('given');
    expect(await ids()).toEqual(['a', 'b', 'c']);
    expect(stand.complaints).toEqual(['ranked-items: no answer for 1 s']);
  });

  it('asks for 500 items at most, and leaves the others behind them', async () => {
    const many = Array.from({ length: 502 }, (_, at) => `i${at}`);
    await open(list(many));
    await ranked();
    expect(stand.shop.rankings[0].items).toHaveLength(500);
    expect((await ids()).slice(498)).toEqual(['i1', 'i0', 'i500', 'i501']);
  });

  it('asks nothing where there is nothing to rank', async () => {
    await open(list([]));
    expect(await ranked()).toBe('given');
    expect(stand.shop.rankings).toEqual([]);
  });

  it('ranks again when it is told to, and items that the page has added with it', async () => {
    await open(list(['a', 'b']));
    await ranked();
    await stand.page.evaluate((html) => {
      document.querySelector('ranked-items ul')!.insertAdjacentHTML('beforeend', html);
      document.querySelector('ranked-items')!.reload();
    }, card('z'));
    await expectSoon(async () => (await ids()).join('') === 'zab');
  });

  it('has what the visitor does with a clicked item told together with the ranking, with consent', async () => {
    await open(list(['a', 'b', 'c']) + stand.element('use-case="best-sellers" consent'));
    await ranked();
    await stand.page.getByRole('link', { name: 'Bowl b' }).click();
    await stand.view('b');
    // Events are sent together, after a second.
    await stand.page.clock.runFor(1_000);
    const views = (): object[] =>
      stand.shop.sent.flatMap(({ events }) => events.filter(({ type }) => type === 'View'));
    await expectSoon(() => views().length === 1);
    expect(views()).toMatchObject([{ itemId: 'b', recommendationId: 'RID-2', impression: ['c', 'b', 'a'] }]);
  });
});
