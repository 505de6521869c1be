import { effectOf } from '@ecommerce-recommenders/shop-data/insight/effect/effect';
import type { ShelvesRead } from '../../src/effect/shelf-figures';
import type { PageEffect, PageShop } from '../../src/page/page-answers';
import { experimentDays } from '../effect/experiment-days';
import { describeWithBrowser, openWindow, type Window } from './support/browser';
import { type StoodPage, standPage } from './support/served-page';

/** Runs in the browser: the sum of all unexpected layout shifts so far. */
const LAYOUT_SHIFT = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 100);
})`;

const SHELVES: ShelvesRead = {
  days: { first: '2026-11-01', last: '2026-11-28' },
  currency: 'USD',
  figures: [
    {
      ...{ shelf: 'home', useCase: 'best-sellers', source: 'live' },
      ...{ impressions: 1_200, clicks: 60, orders: 3, revenue: 120.5 },
    },
  ],
  unseen: ['basket'],
};

describeWithBrowser('the shop', () => {
  let stand: StoodPage;
  let window: Window;
  beforeAll(async () => {
    stand = await standPage({ items: 60, branding: { name: 'Kim & Co', currency: 'USD' } });
    const parts = { DataBucketBB1146A3: 'AWS::S3::Bucket', DataImportRoleAF1E5C07: 'AWS::IAM::Role' };
    for (const [logicalId, type] of Object.entries(parts))
      stand.deployment.add({ logicalId, type, status: 'CREATE_COMPLETE', begunMs: 1, endedMs: 2 });
  });
  beforeEach(async () => {
    window = await openWindow(stand.browser);
  });
  afterEach(() => window.page.context().close());
  afterAll(() => stand.close());

  const goTo = (hash = '') => window.page.goto(`${stand.address}${hash}`);
  const shelf = (name: string) => window.page.getByRole('region', { name });
  /** Holds the answers of an address until what it returns is called. */
  const held = async (address: string): Promise<() => void> => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await window.page.route(address, (route) => released.then(() => route.continue()));
    return release;
  };

  it('draws no two neighbours alike, and shows more than the first 48 items on demand', async () => {
    await goTo('#/search?q=');
    await window.page.getByText('The first 48 of 60 items.').waitFor();
    await window.page.locator('main .card').nth(47).waitFor();
    const looks = await window.page.evaluate<string[]>(
      '[...document.querySelectorAll("main svg.picture")].map(({ dataset }) => dataset.look)',
    );
    expect(looks).toHaveLength(48);
    looks.slice(1).forEach((look, at) => expect(look).not.toBe(looks[at]));
    await window.page.getByRole('button', { name: 'Show 12 more' }).click();
    await window.page.getByText('60 items.', { exact: true }).waitFor();
    expect(await window.page.locator('main .card').count()).toBe(60);
    expect(await window.page.getByRole('button', { name: 'Show' }).count()).toBe(0);
  });

  it('says what to do where nothing is found, or an item is not there', async () => {
    await goTo('#/search?q=zzz');
    await window.page.getByText('No items. Try a word of a name').waitFor();
    await window.page.getByRole('link', { name: 'Show all items' }).click();
    await window.page.getByText('The first 48 of 60 items.').waitFor();
    await goTo('#/item/nothing');
    await window.page.getByRole('alert').getByText('The data has no item').waitFor();
    await window.page.getByRole('heading', { level: 1, name: 'There is no such item' }).waitFor();
    await window.page.getByRole('link', { name: 'Show all items' }).waitFor();
  });

  it('shows what goes with an item, and the price of all', async () => {
    await goTo('#/item/item-2');
    await window.page.getByRole('heading', { name: 'Goes well with it' }).waitFor();
    await window.page.getByText(/^All of it for \$\d+\.\d\d$/).waitFor();
    expect(await window.page.locator('.goes-with li').count()).toBe(3);
  });

  it('says of an item that nobody has bought that popular items stand in, and names no price of all', async () => {
    const { page } = window;
    await goTo('#/item/item-29');
    const unbought = 'Popular in this shop: nobody has bought An \\u{202e}odd one yet';
    await shelf(unbought).getByText('.50').first().waitFor();
    await shelf('Popular in this shop: the first view of').getByText('.50').first().waitFor();
    expect(await page.locator('.goes-with').count()).toBe(0);
    expect(await page.getByText('What customers bought together with this item').count()).toBe(0);
    await shelf(unbought).getByRole('button', { name: 'Why these?' }).click();
    const reasons = shelf(unbought).getByText(/^\d+ purchases$/);
    await reasons.first().waitFor();
    await page.getByRole('button', { name: 'Buy' }).click();
    await shelf('Popular in this shop: the first purchase of').waitFor();
  });

  it('explains a list with a bar for each item, of which the longest is full, marks what is tried out, which is first in no list, and the popular items that fill up a list, and links the item that another comes from', async () => {
    const { page } = window;
    await goTo();
    await page.getByRole('banner').getByText('Kim & Co').waitFor();
    await shelf('Best sellers').getByText('$1.50').first().waitFor();
    const cards = shelf('Recommended for you').locator('.card');
    await cards.getByText('New, on trial').first().waitFor();
    expect(await cards.first().getByText('New, on trial').count()).toBe(0);
    await shelf('Best sellers').getByRole('button', { name: 'Why these?' }).click();
    await shelf('Best sellers').locator('.reason .bar i').nth(11).waitFor({ state: 'attached' });
    const widths = await window.page.evaluate<number[]>(
      '[...document.querySelectorAll(".reason .bar i")].map(({ style }) => parseFloat(style.width))',
    );
    expect(Math.max(...widths)).toBe(100);
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    await goTo('#/item/item-5');
    const bought = shelf('Frequently bought together');
    await bought.getByText('Popular', { exact: true }).first().waitFor();
    expect(await bought.locator('.card').first().getByText('Popular', { exact: true }).count()).toBe(0);
    await goTo('#/item/item-0');
    await page.getByRole('heading', { level: 1, name: 'Bowl "number 0"' }).waitFor();
    await shelf('Recommended for you').getByRole('button', { name: 'Why these?' }).click();
    const reason = shelf('Recommended for you').locator('.reason', { hasText: /^Because of/ });
    const because = /^Because of Bowl "number \d+": \d+ customers viewed or bought both\.$/;
    await reason.getByText(because).first().waitFor();
    const source = (await reason.first().getByRole('link').textContent())!;
    await reason.first().getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: source }).waitFor();
  });

  const VIEWS = ['', '#/item/item-3', '#/search?q=', '#/deployment', '#/data', '#/quality'];
  it.each(VIEWS)('does not move while %s loads', async (hash) => {
    const { page } = window;
    await page.setViewportSize({ width: 1024, height: 768 });
    await goTo(hash);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    if (hash === '') await shelf('Best sellers').getByText('.50').first().waitFor();
    if (hash === '#/item/item-3') await page.getByText('All of it for').waitFor();
    if (hash === '#/data') await page.frameLocator('iframe').getByText('Profile').waitFor();
    expect(await page.evaluate<number>(LAYOUT_SHIFT)).toBeLessThan(0.01);
  });

  it.each(['cost', 'deployment', 'shop'])('does not move where the %s comes last', async (late) => {
    const { page } = window;
    await page.setViewportSize({ width: 1024, height: 768 });
    const release = await held(`**/api/${late}*`);
    await goTo('#/deployment');
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (late === 'cost') await page.locator('.phase').last().waitFor();
    else if (late === 'shop') await page.getByRole('heading', { name: 'The stack is deployed' }).waitFor();
    // Any request for the cost that was sent before has been answered then.
    else await page.evaluate('fetch("/api/cost").then((answer) => answer.text())');
    release();
    await page.getByRole('heading', { name: 'Cost on AWS' }).waitFor();
    await page.locator('.phase').last().waitFor();
    await page.getByText('Kim & Co').waitFor();
    expect(await page.evaluate<number>(LAYOUT_SHIFT)).toBeLessThan(0.001);
  });

  it.each([941, 1024, 1181])('has room for the search in a window of %i pixels', async (width) => {
    await window.page.setViewportSize({ width, height: 800 });
    await goTo();
    const search = window.page.getByRole('searchbox', { name: 'Search items' });
    await shelf('Best sellers').waitFor();
    const { width: room } = (await search.boundingBox())!;
    expect(room).toBeGreaterThanOrEqual(180);
    expect(await window.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('cuts off no name of a part of the stack', async () => {
    const { page } = window;
    await goTo('#/deployment');
    await page.getByText('Roles, functions, log groups: 2 parts').click();
    await page.getByText('Data import role').waitFor();
    const isCutOff = '(one) => one.scrollWidth > one.clientWidth';
    const cutOff = `[...document.querySelectorAll(".resource")].some(${isCutOff})`;
    expect(await page.evaluate<boolean>(cutOff)).toBe(false);
  });

  it('measures its quality on demand where questions are billed, with progress', async () => {
    const { page } = window;
    await page.route('**/api/measuring*', (route) => route.fulfill({ json: { asked: 3, total: 8 } }));
    const answer = await held('**/api/evaluation?measure=*');
    await goTo('#/quality');
    await page.getByRole('button', { name: 'Measure', exact: true }).click();
    await page.getByText('3 of 8 questions asked').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('3');
    answer();
    await page.getByRole('button', { name: 'Measure again' }).waitFor();
  });

  it('keeps what it has measured: a sentence and a dot on one scale for each, and all numbers folded', async () => {
    const { page } = window;
    const estimate = { mean: 0.63, low: 0.6, high: 0.7 };
    const names = ['precision', 'recall', 'ndcg', 'mrr', 'diversity', 'popularity'];
    const metrics = Object.fromEntries(names.map((name) => [name, estimate]));
    const line = (list: string, hitRate: object) => ({ ...metrics, list, length: 10, hitRate });
    const own = line('recommender', { mean: 0.65, low: 0.6, high: 0.72 });
    const worst = { mean: 0.086, low: 0, high: 0.16 };
    const plain = { ...line('plain', worst), comparator: 'View', comparatorDays: 7 };
    const useCases = [
      { useCase: 'best-sellers', users: 100, lines: [line('recommender', worst)], holdoutBy: 'user' },
      {
        ...{ useCase: 'recommended-for-you', users: 100, holdoutBy: 'user' },
        lines: [own, line('popularity', estimate), plain],
      },
      { useCase: 'frequently-bought-together', users: 0, lines: [], holdoutBy: 'user' },
    ];
    await page.route('**/api/evaluation*', (route) => route.fulfill({ json: { useCases } }));
    await goTo('#/quality');
    const rows = page.locator('.chart').getByRole('listitem');
    await rows.nth(2).waitFor();
    expect(await rows.getByRole('paragraph').allTextContents()).toEqual([
      '65 of 100 shoppers found their next item in the list; with the most viewed items of the last 7 days 9.',
      expect.stringMatching(/^Frequently bought together: no held-out interaction/),
      '9 of 100 shoppers bought an item of the list next.',
    ]);
    await page.getByText('know what others did later').waitFor();
    expect(await page.locator('.ticks').innerText()).toMatch(/^0\s+40\s+80$/);
    const places = await page.evaluate<string[]>(
      '[...document.querySelectorAll(".placed .dot.own")].map(({ style }) => style.left)',
    );
    expect(places).toEqual(['81.25%', '10.75%']);
    const numbers = page.getByRole('table').getByText('0.630').first();
    expect(await numbers.isVisible()).toBe(false);
    await page.getByText('All numbers').click();
    await numbers.waitFor();
    const explained = page.locator('abbr', { hasText: 'NDCG' }).first();
    expect(await explained.getAttribute('title')).toContain('1 is perfect');
    await page.getByRole('term').getByText('NDCG').waitFor();
  });

  /** Opens the page of a stack whose experiment has this result. */
  async function openEffect(answer: PageEffect, locale: string): Promise<string> {
    const { page, complaints } = await openWindow(stand.browser, { locale });
    await page.route('**/api/shop?*', async (route) => {
      const shop = (await (await route.fetch()).json()) as PageShop;
      await route.fulfill({ json: { ...shop, hasExperiment: true, countsShelves: true } });
    });
    await page.route('**/api/effect?*', (route) => route.fulfill({ json: answer }));
    await page.route('**/api/shelves?*', (route) => route.fulfill({ json: SHELVES }));
    await page.goto(stand.address);
    await page.locator('nav a[href="#/effect"]').click();
    await page.locator('.notice, .verdict').first().waitFor();
    await page.getByRole('cell', { name: 'best-sellers' }).waitFor();
    const text = await page.locator('main').innerText();
    expect(complaints).toEqual([]);
    await page.context().close();
    return text;
  }

  it('says what is known of an experiment, in the language of the reader', async () => {
    const effect = effectOf(experimentDays(3, 0.5), { share: 0.1 })!;
    const answer: PageEffect = { control: 'best-sellers', currency: 'USD', effect, billUsd: 12 };
    const english = await openEffect(answer, 'en-US');
    const figures = 'home\tbest-sellers\tlive\t1,200\t60\t3\t$120.50';
    for (const words of ['Does it pay?', 'Clicks\t', '$12', figures, 'Nobody has seen basket:'])
      expect(english).toContain(words);
    expect(await openEffect(answer, 'ko-KR')).toContain('효과가 있을까요?');
  });

  it('says how visitors of an experiment are counted before the first', async () => {
    const text = await openEffect({ control: 'nothing', effect: null, billUsd: null }, 'en-US');
    expect(text).toContain('No visitor has been counted yet.');
  });
});
