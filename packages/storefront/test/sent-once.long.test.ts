import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import type { FakeShop } from './support/fake-shop';
import { expectSoon, frames, useStand } from './support/stand';

describeWithBrowser('an event that the API does not take', () => {
  const stand = useStand();

  const turn = (ms: number) => (): Promise<void> => stand.page.clock.runFor(ms);
  /** Opens a page with a frozen clock. Its API accepts the first event, an impression, and answers later ones with `take`. */
  const openWith = async (take: FakeShop['take']): Promise<void> => {
    await stand.open('');
    await stand.page.clock.install();
    await stand.again(stand.element('use-case="best-sellers" consent'));
    await expectSoon(() => stand.shop.sent.length === 1, turn(100));
    stand.shop.take = take;
    stand.shop.sent.length = 0;
  };
  const view = async (): Promise<void> => {
    await stand.view('item-1');
    await stand.page.clock.runFor(1_000);
    // Chromium itself retries a request whose connection is lost, so there may already be a second one.
    await expectSoon(() => stand.shop.sent.length > 0);
  };
  const isSent = (times: number, turnMs = 1_000): Promise<void> =>
    expectSoon(() => stand.shop.sent.length >= times, turn(turnMs));
  const ids = (): (string | undefined)[] =>
    stand.shop.sent.flatMap(({ events }) => events.map(({ id }) => id));

  it.each<[string, FakeShop['take']]>([
    ['admits no more requests', () => ({ status: 429 })],
    ['takes no events now', () => ({ status: 503 })],
    ['cannot be reached', () => undefined],
  ])('is sent three times more with the same id where the API %s, and then given up', async (_what, take) => {
    await openWith(take);
    await view();
    await isSent(4);
    const isGivenUp = () => stand.complaints.some((line) => line.startsWith('recommended-items: '));
    await expectSoon(isGivenUp, turn(1_000));
    const { length } = stand.shop.sent;
    // Retries by the browser have the same ids.
    if (take()) expect(length).toBe(4);
    await stand.page.clock.runFor(60_000);
    await frames(stand.page);
    expect(stand.shop.sent).toHaveLength(length);
    expect(new Set(ids()).size).toBe(1);
  });

  it('is not sent again once it is taken, nor where it is wrong', async () => {
    const statuses = [503, 202, 400];
    await openWith(() => ({ status: statuses.shift()! }));
    await view();
    await isSent(2);
    await stand.page.clock.runFor(60_000);
    expect(stand.shop.sent).toHaveLength(2);
    stand.shop.sent.length = 0;
    await view();
    await stand.page.clock.runFor(60_000);
    expect(stand.shop.sent).toHaveLength(1);
    expect(statuses).toEqual([]);
  });

  it('waits for as long as the API says', async () => {
    const replies = [{ status: 503, headers: { 'retry-after': '3600' } }, { status: 202 }];
    await openWith(() => replies.shift()!);
    await view();
    for (let frame = 0; frame < 5; frame++) await frames(stand.page);
    await stand.page.clock.runFor(60_000);
    await frames(stand.page);
    expect(stand.shop.sent).toHaveLength(1);
    await isSent(2, 3_600_000);
  });

  it('is sent again at once where the page may end', async () => {
    const replies = [{ status: 503, headers: { 'retry-after': '3600' } }, { status: 202 }];
    await openWith(() => replies.shift()!);
    await view();
    const hide = () => stand.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expectSoon(() => stand.shop.sent.length === 2, hide);
    expect(new Set(ids()).size).toBe(1);
  });

  it('is not sent again once consent is withdrawn', async () => {
    await openWith(() => ({ status: 503 }));
    await view();
    await frames(stand.page);
    await stand.consent(false);
    await stand.page.clock.runFor(60_000);
    for (let frame = 0; frame < 5; frame++) await frames(stand.page);
    expect(stand.shop.sent).toHaveLength(1);
  });
});
