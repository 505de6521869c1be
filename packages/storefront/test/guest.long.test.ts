import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import { expectSoon, useStand, type ElementClass } from './support/stand';

const FOR_YOU = 'use-case="recommended-for-you"';

describeWithBrowser('a guest in a browser', () => {
  const stand = useStand();

  const { consent } = stand;
  const view = (): Promise<boolean> => stand.view('item-1');
  const guest = (): Promise<string> =>
    stand.page.evaluate(() => (customElements.get('recommended-items') as ElementClass).guest);
  const kept = async (): Promise<string[]> =>
    Object.keys(await stand.kept()).filter((key) => key.includes('guest'));
  /** The tokens with which views were sent. */
  const viewers = (): (string | string[] | undefined)[] =>
    stand.shop.sent
      .filter(({ events }) => events.some(({ type }) => type === 'View'))
      .map(({ headers }) => headers['x-user-token']);

  it('is asked for with the first view, and stands for the visitor in events and questions from then on', async () => {
    await stand.show(stand.element(`${FOR_YOU} consent="guest"`), 'Recommended for you');
    expect([stand.shop.guests, await guest()]).toEqual([0, '']);
    const listen = (): Promise<unknown> =>
      new Promise((resolve) =>
        document.addEventListener('recommended-items-guest', ({ detail }) => resolve(detail.guest)),
      );
    const told = stand.page.evaluate(listen);
    await view();
    await expectSoon(() => viewers().length === 1);
    expect([await told, await guest(), viewers()]).toEqual(['guest:1', 'guest:1', ['guest.1']]);
    // The shelf asks again for the guest at once, and later pages ask for no guest.
    await expectSoon(() => stand.shop.questions.length === 2);
    await stand.page.reload();
    await expectSoon(() => stand.shop.questions.length === 3);
    await view();
    await expectSoon(() => viewers().length === 2);
    const asked = stand.shop.questions.map(({ query, headers }) => query.session ?? headers['x-user-token']);
    expect(asked).toEqual([expect.stringMatching(/./), 'guest.1', 'guest.1']);
    expect([stand.shop.guests, viewers()]).toEqual([1, ['guest.1', 'guest.1']]);
  });

  it.each([
    ['where the visitor consents to less', 'consent', undefined],
    ['beside a user who is signed in', 'user-token="a.b" consent="guest"', 'a.b'],
  ])('is nobody %s', async (_where, attributes, token) => {
    await stand.show(stand.element(`${FOR_YOU} ${attributes}`), 'Recommended for you');
    await view();
    await expectSoon(() => viewers().length === 1);
    expect([stand.shop.guests, viewers(), await kept()]).toEqual([0, [token], []]);
  });

  it.each([false, true] as const)('ends with a consent of %s, and begins anew as another', async (less) => {
    await stand.open(stand.element(FOR_YOU));
    await consent('guest');
    await view();
    await expectSoon(async () => (await guest()) === 'guest:1');
    await consent(less);
    expect([await kept(), await guest()]).toEqual([[], '']);
    await consent('guest');
    await view();
    await expectSoon(async () => (await guest()) === 'guest:2');
  });

  it('stays a session where the API admits nobody, and it is not asked with each page', async () => {
    stand.shop.admit = () => 429;
    await stand.show(stand.element(`${FOR_YOU} consent="guest"`), 'Recommended for you');
    await view();
    await expectSoon(() => viewers().length === 1);
    await stand.page.reload();
    await stand.shelf('Recommended for you').waitFor();
    await view();
    await expectSoon(() => viewers().length === 2);
    expect([stand.shop.guests, viewers(), await guest()]).toEqual([1, [undefined, undefined], '']);
    expect(stand.shop.questions.every(({ query }) => 'session' in query)).toBe(true);
  });

  /** Opens a page whose visitor becomes a guest. */
  const begin = async (): Promise<void> => {
    await stand.open(stand.element(`${FOR_YOU} consent="guest"`));
    await view();
    await expectSoon(async () => (await guest()) === 'guest:1');
  };

  it('is another one where the API does not know the token any more', async () => {
    await begin();
    await expectSoon(() => viewers().length === 1);
    stand.shop.take = () => ({ status: 403 });
    await view();
    await expectSoon(async () => (await kept()).length === 0);
    stand.shop.take = () => ({ status: 202 });
    await view();
    await expectSoon(() => viewers().includes('guest.2'));
  });

  it('sorts a category page, too', async () => {
    await begin();
    const list = '<p data-item-id="1">1</p><p data-item-id="2">2</p>';
    await stand.again(`<ranked-items api="${stand.shop.api}">${list}</ranked-items>`);
    await expectSoon(() => stand.shop.rankings.length === 1);
    expect(stand.shop.rankings[0].headers['x-user-token']).toBe('guest.1');
  });
});
