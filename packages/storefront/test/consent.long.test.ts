import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import { visitorNumber } from '../src/visitor';
import { answer, items, type Reply } from './support/fake-shop';
import { expectSoon, frames, held, useStand, type ElementClass } from './support/stand';

describeWithBrowser('consent in a browser', () => {
  const stand = useStand();

  const { consent, kept, events } = stand;
  const click = async (at: number, options: { button?: 'middle' | 'right' } = {}): Promise<void> => {
    // Prevents navigation, so that the page stays.
    await stand.page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
    await stand.cards().nth(at).getByRole('link').click(options);
  };

  it('is not there by itself: no cookie, nothing kept, no id asked with, and no event sent', async () => {
    const shelf = stand.element('use-case="recommended-for-you"');
    await stand.show(shelf + stand.element('consent="false"'), 'Recommended for you');
    await click(0);
    const isSent = await stand.view('item-1');
    await stand.page.reload();
    await stand.shelf('Recommended for you').waitFor();
    expect(isSent).toBe(false);
    expect(await stand.page.context().cookies()).toEqual([]);
    expect(await kept()).toEqual({});
    expect(stand.shop.questions.map(({ query }) => query)).toEqual([{}, {}]);
    expect(stand.shop.sent).toEqual([]);
  });

  it('keeps a stable id of which only a number leaves the browser, and a session', async () => {
    await stand.show(stand.element('use-case="recommended-for-you" consent'), 'Recommended for you');
    const { 'recommended-items-id': id, 'recommended-items-session': session } = await kept();
    const visitor = await visitorNumber(id);
    expect(stand.shop.questions.map(({ query }) => query)).toEqual([{ session, visitor: `${visitor}` }]);
    await expectSoon(() => events().length === 1);
    expect(stand.shop.sent[0]).toMatchObject({ session });
    await stand.page.reload();
    await stand.shelf('Recommended for you').waitFor();
    expect(await kept()).toMatchObject({ 'recommended-items-id': id, 'recommended-items-session': session });
    expect(JSON.stringify([stand.shop.questions, stand.shop.sent])).not.toContain(id);
  });

  it('is waited for by a shelf, for a moment, where it was given on an earlier page: it asks once', async () => {
    const body = stand.element('use-case="recommended-for-you"');
    await stand.show(stand.element('consent') + body, 'Recommended for you');
    const asked = async (): Promise<object[]> => {
      stand.shop.questions.length = 0;
      await stand.again(body);
      // Resolves after the shelf's observers have reported.
      const observed = (): Promise<unknown> =>
        new Promise((done) => new IntersectionObserver(done).observe(document.body));
      await stand.page.evaluate(observed);
      return stand.shop.questions;
    };
    await stand.page.clock.install();
    await stand.page.clock.pauseAt(Date.now() + 60_000);
    expect(await asked()).toEqual([]);
    await consent(true);
    await stand.shelf('Recommended for you').waitFor();
    expect(stand.shop.questions.map(({ query }) => Object.keys(query))).toEqual([['session', 'visitor']]);
    expect(await asked()).toEqual([]);
    await stand.page.clock.runFor(1_000);
    await stand.shelf('Recommended for you').waitFor();
    expect(stand.shop.questions.map(({ query }) => query)).toEqual([{}]);
  });

  it('counts a shelf once, when its first card is half visible', async () => {
    stand.shop.style = 'hr { height: 100vh; margin: 0 }';
    await stand.open(`<hr>${stand.element('use-case="best-sellers" consent')}<hr>`);
    // Scrolls near enough for the shelf to be loaded.
    await stand.page.mouse.wheel(0, 60);
    await stand.shelf().waitFor();
    await frames(stand.page);
    await stand.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await frames(stand.page);
    expect(events()).toEqual([]);
    await stand.page.mouse.wheel(0, 400);
    await expectSoon(() => events().length === 1);
    expect(stand.shop.sent[0].events).toEqual([
      {
        type: 'Impression',
        itemId: 'item-1',
        id: expect.stringMatching(/^[\d-]{16,64}$/) as string,
        at: expect.any(Number) as number,
        ...{ useCase: 'best-sellers', from: 'live', recommendationId: 'RID-1' },
      },
    ]);
    await stand.page.mouse.wheel(0, -400);
    const only = stand.page.locator('recommended-items');
    await only.evaluate((element) => element.setAttribute('heading', 'New'));
    await stand.shelf('New').waitFor();
    await stand.page.mouse.wheel(0, 400);
    await click(0);
    await expectSoon(() => events().includes('Click item-1'));
    expect(events()).toEqual(['Impression item-1', 'Click item-1']);
  });

  it('counts clicks by the first and the middle button, and sends at most ten events at once', async () => {
    await stand.open(stand.element('use-case="best-sellers" consent'));
    await expectSoon(() => events().length === 1);
    await click(0, { button: 'right' });
    await click(1, { button: 'middle' });
    await click(2);
    // The middle button opens a tab, in which a shelf may be seen, too.
    const eventsOf = (type: string): string[] => events().filter((event) => event.startsWith(type));
    await expectSoon(() => events().includes('Click item-3'));
    expect(eventsOf('Click')).toEqual(['Click item-2', 'Click item-3']);
    await stand.view(...Array.from({ length: 14 }, (_, at) => `${at}`));
    await expectSoon(() => eventsOf('View').length === 14);
    expect(Math.max(...stand.shop.sent.map(({ events }) => events.length))).toBe(10);
  });

  it('sends what waits when the page is left', async () => {
    await stand.show(`<a href="/elsewhere">Elsewhere</a>${stand.element('use-case="best-sellers" consent')}`);
    await frames(stand.page);
    stand.shop.body = '';
    await stand.page.getByRole('link', { name: 'Elsewhere' }).click();
    await expectSoon(() => events().length === 1);
  });

  it('carries the recommendation and what was shown from the click to what the page tells on other pages', async () => {
    await stand.show(stand.element('use-case="best-sellers" user-token="e30.c2ln" consent'));
    await stand.cards().nth(1).getByRole('link').click();
    await stand.page.waitForURL('**/products/item-2');
    await stand.shelf().waitFor();
    stand.shop.sent.length = 0;
    const isAccepted = stand.page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('recommended-items-sent', ({ detail: { events } }) => {
            if (events.some(({ type }) => type === 'Purchase')) resolve(true);
          }),
        ),
    );
    const sent = await stand.page.evaluate(() => {
      const element = customElements.get('recommended-items') as ElementClass;
      const item = { itemId: 'item-2', quantity: 2, price: 3.5 };
      return [
        element.send('View', 'item-2'),
        element.send('AddToCart', item),
        element.send('Purchase', [item, { itemId: 'item-9', price: 1 }]),
      ];
    });
    expect(sent).toEqual([true, true, true]);
    await expectSoon(() => events().includes('Purchase item-9'));
    expect(await isAccepted).toBe(true);
    const told = stand.shop.sent.find(({ headers }) => headers['x-user-token'] === 'e30.c2ln')!;
    const impression = items(6).map(({ itemId }) => itemId);
    const source = { useCase: 'best-sellers', from: 'live', recommendationId: 'RID-1', impression };
    const own = { at: expect.any(Number) as number, id: expect.any(String) as string };
    expect(told.events).toEqual([
      { type: 'View', itemId: 'item-2', ...own, ...source },
      { type: 'AddToCart', itemId: 'item-2', quantity: 2, price: 3.5, ...own, ...source },
      { type: 'Purchase', itemId: 'item-2', quantity: 2, price: 3.5, ...own, ...source },
      { type: 'Purchase', itemId: 'item-9', price: 1, ...own },
    ]);
    expect(new Set(told.events.map(({ id }) => id)).size).toBe(4);
  });

  it('takes no purchase without a user, and says where an event cannot go', async () => {
    await stand.show(stand.element());
    const refused = (type: 'View' | 'Purchase', hasShelf: boolean): Promise<string> =>
      stand.page.evaluate(
        ([type, hasShelf]) => {
          if (!hasShelf) document.querySelector('recommended-items')!.remove();
          try {
            (customElements.get('recommended-items') as ElementClass).send(type, 'item-1');
          } catch (error) {
            return String(error);
          }
          return 'sent';
        },
        [type, hasShelf] as const,
      );
    expect(await refused('Purchase', true)).toBe('Error: Purchase needs a userToken');
    expect(await refused('View', false)).toBe('Error: View needs an api');
  });

  it('given later, asks anew for the visitor and counts that answer alone', async () => {
    const { reply, letGo } = held(answer(items(3, 'new-')));
    stand.shop.reply = ({ query }) => (query.visitor ? reply() : answer(items(3, 'old-')));
    await stand.open(stand.element());
    await expectSoon(async () => (await stand.names()).includes('Bowl old-1'));
    await consent(true);
    await expectSoon(() => stand.shop.questions.length === 2);
    await click(0);
    await frames(stand.page);
    letGo();
    await expectSoon(() => events().length === 1);
    expect(events()).toEqual(['Impression new-1']);
  });

  it('withdrawn, deletes the ids and what was not sent', async () => {
    await stand.open(stand.element('use-case="recommended-for-you" consent'));
    await expectSoon(() => events().length === 1);
    const before = await kept();
    await stand.page.evaluate(() => {
      (customElements.get('recommended-items') as ElementClass).send('View', 'item-1');
      document.querySelector('recommended-items')!.removeAttribute('consent');
    });
    expect(await kept()).toEqual({});
    await expectSoon(() => stand.shop.questions.length === 2);
    expect(stand.shop.questions[1].query).toEqual({});
    await consent(true);
    await expectSoon(() => events().length === 2);
    expect(events().join()).not.toContain('View');
    expect(await kept()).not.toMatchObject({ 'recommended-items-id': before['recommended-items-id'] });
  });

  it('withdrawn on a later page deletes what an earlier one kept', async () => {
    await stand.show(stand.element('use-case="best-sellers" consent'));
    await expectSoon(async () => Object.keys(await kept()).length >= 2);
    await stand.again(stand.element());
    await stand.shelf().waitFor();
    expect(Object.keys(await kept())).not.toEqual([]);
    await consent(false);
    expect(await kept()).toEqual({});
  });

  describe('to an experiment', () => {
    const reply = (experiment: string, windowDays = 7, count = 3): Reply => ({
      body: { from: 'live', arm: 'control', experiment, windowDays, items: items(count) },
    });
    /** Waits until something is sent of the page that this opens. */
    const until = async (open: () => Promise<unknown>): Promise<void> => {
      const before = stand.shop.sent.length;
      await open();
      await expectSoon(() => stand.shop.sent.length > before);
    };
    const visit = () => until(() => stand.open(stand.element('use-case="best-sellers" consent')));
    const again = () => until(() => stand.page.reload());
    const told = (): string[] =>
      stand.shop.sent.map(
        ({ visitor, first, events: [event] }) => `${visitor !== undefined} ${first === true} ${event?.type}`,
      );

    it.each<[string, Reply, string]>([
      ['is told nothing of a visitor where there is none', answer(items(3)), 'false false Impression'],
      ['counts a visitor who is shown nothing', reply('0.1-nothing', 7, 0), 'true true undefined'],
      ['has no part in events after its window', reply('0.1-best-sellers', 0), 'false true Impression'],
    ])('%s', async (_what, given, first) => {
      stand.shop.reply = () => given;
      await visit();
      expect(told()).toEqual([first]);
    });

    it('counts a visitor once, by the number of the answer', async () => {
      stand.shop.reply = () => reply('0.1-best-sellers');
      await visit();
      await again();
      expect(told()).toEqual(['true true Impression', 'true false Impression']);
      const id = await stand.page.evaluate(() => localStorage.getItem('recommended-items-id')!);
      const visitor = await visitorNumber(id);
      expect(stand.shop.sent[0].visitor).toBe(visitor);
      expect(stand.shop.questions[0].query).toEqual({ visitor: `${visitor}` });
    });

    it('counts a visitor anew when another has begun', async () => {
      stand.shop.reply = () => reply('0.1-best-sellers');
      await visit();
      stand.shop.reply = () => reply('0.2-best-sellers');
      await again();
      expect(stand.shop.sent.map(({ first }) => first)).toEqual([true, true]);
    });
  });
});
