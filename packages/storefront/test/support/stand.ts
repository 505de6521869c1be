import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openWindow, startBrowser } from '../../../tools/test/browser/support/browser';
import type { Item } from '../../src/ask';
import { answer, startFakeShop, type FakeShop } from './fake-shop';

/** The class, as a page without a bundler accesses it. */
export type ElementClass = typeof import('../../src/recommended-items').RecommendedItems;

function newStand() {
  let browser: Browser;
  const stand = {
    shop: undefined! as FakeShop,
    page: undefined! as Page,
    /** Warnings and errors on the page's console. */
    complaints: [] as string[],
    /** Opens the page with this body. */
    open: async (body: string, options?: BrowserContextOptions): Promise<void> => {
      const window = await openWindow(browser, options);
      Object.assign(stand, window);
      await stand.again(body);
    },
    /** Opens it with another body in the same window. */
    again: async (body: string): Promise<void> => {
      stand.shop.body = body;
      await stand.page.goto(stand.shop.page);
    },
    /** Opens it, and waits for the shelf with this heading. */
    show: async (body: string, heading?: string, options?: BrowserContextOptions): Promise<void> => {
      await stand.open(body, options);
      await stand.shelf(heading).waitFor();
    },
    /** Markup of a shelf with these attributes. */
    element: (attributes = 'use-case="best-sellers"', content = ''): string =>
      `<recommended-items api="${stand.shop.api}" ${attributes}>${content}</recommended-items>`,
    /** The shelf with this heading, once it shows its items. */
    shelf: (name = 'Best sellers'): Locator =>
      stand.page.getByRole('region', { name }).and(stand.page.locator('section:not([aria-busy])')),
    cards: (): Locator => stand.page.getByRole('listitem'),
    names: (): Promise<string[]> => stand.page.locator('[part=name]').allTextContents(),
    /** Has the API answer with these items. */
    offer: (...list: readonly Item[]): void => void (stand.shop.reply = () => answer(list)),
    /** Gives consent, or withdraws it, as a page without a bundler does. */
    consent: (given: boolean | 'guest'): Promise<void> =>
      stand.page.evaluate((it) => {
        (customElements.get('recommended-items') as ElementClass).consent(it);
      }, given),
    /** Tells that these items are viewed; whether all were taken. */
    view: (...ids: readonly string[]): Promise<boolean> =>
      stand.page.evaluate((ids) => {
        const element = customElements.get('recommended-items') as ElementClass;
        return ids.every((id) => element.send('View', id));
      }, ids),
    /** What the browser keeps. */
    kept: (): Promise<Record<string, string>> =>
      stand.page.evaluate(() => ({ ...localStorage, ...sessionStorage })),
    /** What was sent, as `TYPE ITEM`. */
    events: (): string[] =>
      stand.shop.sent.flatMap(({ events }) => events.map(({ type, itemId }) => `${type} ${itemId}`)),
  };
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    stand.shop = await startFakeShop();
  });
  afterEach(async () => {
    await stand.page.context().close();
    stand.shop.close();
  });
  return stand;
}

/** A browser that shows a fake shop: one browser for the tests of a file, and a shop for each test. */
export const useStand: typeof newStand = newStand;

/** A reply that comes once it is let go. */
export function held<T>(reply: T): { readonly reply: () => Promise<T>; readonly letGo: () => void } {
  let letGo!: () => void;
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  return { reply: () => isLetGo.then(() => reply), letGo };
}

/** Waits until observers have reported, which they do once per frame. */
export const frames = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Polls until the condition holds, because a browser's changes have no event to wait for. @param turn - done before each look */
export async function expectSoon(
  holds: () => Promise<boolean> | boolean,
  turn?: () => Promise<unknown>,
): Promise<void> {
  const untilMs = Date.now() + 45_000;
  for (await turn?.(); !(await holds()); await turn?.()) {
    if (Date.now() > untilMs) throw new Error(`${holds.toString()} does not hold`);
    await new Promise(setImmediate);
  }
}
