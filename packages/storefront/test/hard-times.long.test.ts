import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import { expectSoon, useStand } from './support/stand';

describeWithBrowser('a shelf in hard times', () => {
  const stand = useStand();

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
});
