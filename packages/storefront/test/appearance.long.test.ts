import type { AxeResults } from 'axe-core';
import type { Locator } from 'playwright-core';
import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import { answer, items } from './support/fake-shop';
import { expectSoon, frames, held, useStand } from './support/stand';
import { AXE } from '../../tools/test/browser/support/axe';

const OWN = '<template><a data-item="link"><img data-item="image"><b data-item="name"></b></a></template>';

describeWithBrowser('a shelf looked at in a browser', () => {
  const stand = useStand();

  /** The findings of axe on the whole page, by rule. */
  async function findings(): Promise<string[]> {
    await stand.page.evaluate(AXE);
    const { violations } = await stand.page.evaluate<AxeResults>('axe.run(document)');
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  }

  it.each([
    [390, 'light', 'ltr'],
    [390, 'dark', 'rtl'],
    [1280, 'light', 'rtl'],
    [1280, 'dark', 'ltr'],
  ] as const)('passes axe and fits in %i pixels, %s, %s', async (width, colorScheme, direction) => {
    stand.shop.html = `lang="en" dir="${direction}"`;
    stand.shop.style = 'html { background: Canvas; color: CanvasText } img { width: 4rem }';
    stand.shop.reply = ({ useCase }) =>
      useCase === 'recommended-for-you' ? new Promise(() => {}) : answer(items(12));
    await stand.open(
      stand.element() +
        stand.element('use-case="most-viewed"', OWN) +
        stand.element('use-case="recommended-for-you"'),
      { viewport: { width, height: 1400 }, colorScheme },
    );
    await stand.shelf().waitFor();
    await stand.shelf('Most viewed').waitFor();
    expect(await findings()).toEqual([]);
    const { scrollWidth, clientWidth } = await stand.page.evaluate(() => document.documentElement);
    expect(scrollWidth).toBe(clientWidth);
  });

  it('is walked by the keyboard, with a visible focus', async () => {
    await stand.show(stand.element());
    await stand.page.keyboard.press('Tab');
    await stand.page.keyboard.press('Tab');
    const link = stand.shelf().getByRole('link').nth(1);
    expect(await link.evaluate((element: HTMLElement) => element.matches(':focus-visible'))).toBe(true);
    expect(await link.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    await stand.page.keyboard.press('Enter');
    await stand.page.waitForURL('**/products/item-2');
  });

  it.each(['ltr', 'rtl'])('is scrolled by buttons, there where there is more: %s', async (direction) => {
    stand.shop.html = `lang="en" dir="${direction}"`;
    stand.shop.reply = () => answer(items(20));
    const viewport = { width: 800, height: 800 };
    await stand.show(stand.element(), undefined, { viewport, reducedMotion: 'reduce' });
    const [back, on] = await stand.page.locator('[part=scroll]').all();
    const list = stand.page.locator('[part=list]');
    const scrolled = (): Promise<number> => list.evaluate(({ scrollLeft }) => scrollLeft);
    const shown = async (): Promise<boolean[]> => [await back.isVisible(), await on.isVisible()];
    await expectSoon(async () => String(await shown()) === 'false,true');
    await on.click();
    await expectSoon(async () => String(await shown()) === 'true,true');
    expect(Math.sign(await scrolled())).toBe(direction === 'ltr' ? 1 : -1);
    const clickUntil = (button: Locator, signs: string): Promise<void> =>
      expectSoon(
        async () => String(await shown()) === signs,
        () => button.dispatchEvent('click').then(() => frames(stand.page)),
      );
    await clickUntil(on, 'true,false');
    await clickUntil(back, 'false,true');
    expect(await scrolled()).toBe(0);
  });

  it('is scrolled by the keyboard where no card is a link', async () => {
    stand.shop.reply = () => answer(items(20).map(({ link: _, ...item }) => item));
    await stand.show(stand.element());
    await stand.page.keyboard.press('Tab');
    await stand.page.keyboard.press('ArrowRight');
    const list = stand.page.locator('[part=list]');
    await expectSoon(() => list.evaluate(({ scrollLeft }) => scrollLeft > 0));
    // Not every browser lets the keyboard focus a list just because it scrolls.
    expect(await list.getAttribute('tabindex')).toBe('0');
    expect(await findings()).toEqual([]);
  });

  it('has no buttons for fingers, which swipe', async () => {
    const viewport = { width: 390, height: 800 };
    await stand.show(stand.element(), undefined, { hasTouch: true, isMobile: true, viewport });
    expect(await stand.page.locator('[part=scroll]').last().isVisible()).toBe(false);
  });

  it('keeps its distance from the next one', async () => {
    await stand.show(stand.element() + stand.element('use-case="most-viewed"'), 'Most viewed');
    const list = (await stand.page.locator('[part=list]').first().boundingBox())!;
    const heading = (await stand.page.locator('[part=heading]').last().boundingBox())!;
    expect(heading.y - list.y - list.height).toBeGreaterThanOrEqual(32);
  });

  it.each([
    ['reduce', 'none'],
    ['no-preference', 'wait'],
  ] as const)('moves only for those who like it: %s', async (reducedMotion, animation) => {
    stand.shop.reply = () => new Promise(() => {});
    await stand.open(stand.element(), { reducedMotion });
    const room = stand.page.locator('[aria-busy] [part=image]').first();
    await room.waitFor();
    expect(await room.evaluate((element) => getComputedStyle(element).animationName)).toBe(animation);
  });

  it.each([390, 1280])('does not shift what is below it, in %i pixels', async (width) => {
    const long = 'A long name '.repeat(9);
    const list = items(10).map((item, at) => ({ ...item, name: at % 2 ? item.name : long }));
    const { reply, letGo } = held(answer(list));
    stand.shop.reply = reply;
    // Simulates the time before the module is loaded.
    stand.shop.style = 'recommended-items { display: block; min-block-size: 22rem }';
    await stand.open(`${stand.element()}<p id="below">Below</p>`, { viewport: { width, height: 800 } });
    await stand.page.locator('[aria-busy]').waitFor();
    const heights = async (): Promise<(number | undefined)[]> => [
      (await stand.page.locator('section').boundingBox())?.height,
      (await stand.page.locator('#below').boundingBox())?.y,
    ];
    const before = await heights();
    letGo();
    await stand.shelf().waitFor();
    await stand.page.waitForLoadState('networkidle');
    await frames(stand.page);
    expect(await heights()).toEqual(before);
    expect(await stand.page.evaluate(layoutShift)).toBe(0);
  });

  it('takes the looks of the page: properties and parts', async () => {
    stand.shop.style = `recommended-items { --recommended-items-card-width: 100px; --recommended-items-gap: 7px;
      --recommended-items-radius: 3px; --recommended-items-aspect-ratio: 2; --recommended-items-placeholder: rgb(1, 2, 3);
      --recommended-items-price-color: rgb(4, 5, 6); --recommended-items-object-fit: contain }
      recommended-items::part(name) { color: rgb(7, 8, 9) }`;
    await stand.show(stand.element());
    const style = (part: string, property: string): Promise<string> =>
      stand.page
        .locator(part)
        .first()
        .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), property);
    await expectSoon(async () => (await style('img', 'object-fit')) === 'contain');
    expect(await style('[part=item]', 'width')).toBe('100px');
    expect(await style('[part=list]', 'column-gap')).toBe('7px');
    expect(await style('[part=image]', 'height')).toBe('50px');
    expect(await style('[part=image]', 'border-radius')).toBe('3px');
    expect(await style('[part=image]', 'background-color')).toBe('rgb(1, 2, 3)');
    expect(await style('[part=price]', 'color')).toBe('rgb(4, 5, 6)');
    expect(await style('[part=name]', 'color')).toBe('rgb(7, 8, 9)');
  });
});

/** Sum of all shifts since the page was opened; run in the browser. */
const layoutShift = (): Promise<number> =>
  new Promise((resolve) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
  });
