/** @jest-environment ./test/jest/in-order-environment.js */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { ApiEvent, ApiEvents } from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import { buildElement } from '@ecommerce-recommenders/storefront/build-element.cjs';
import type { LoggedRequest } from 'embedded-aws/request-log';
import { holdPort } from '@ecommerce-recommenders/tools/page/local-server';
import { AXE } from '../../packages/tools/test/browser/support/axe';
import {
  describeWithBrowser,
  openWindow,
  startBrowser,
} from '../../packages/tools/test/browser/support/browser';
import { endSpawned, spawnCommand, until, type SpawnedCommand } from '../support/spawned-command';

/** Far from what `npm start` and other tests take. */
const FIRST_PORT = 18_180;

// Each test goes on where the one before has ended, as a visitor would.
describeWithBrowser('examples/storefront', () => {
  let demo: SpawnedCommand;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let shop: string;
  let endpoint: string;
  let api: string;
  beforeAll(async () => {
    const { port, release } = await holdPort(FIRST_PORT, { orNext: true });
    await release();
    shop = `http://127.0.0.1:${port}`;
    const args = ['examples/storefront/demo.cjs', '--no-open', '--port', `${port}`];
    demo = spawnCommand(process.execPath, args);
    endpoint = /embedded AWS at (\S+)\. /.exec(await demo.seen(/The shop is at .*/))![1];
    browser = await startBrowser();
    ({ page, complaints } = await openWindow(browser, { viewport: { width: 1280, height: 1600 } }));
  });
  afterAll(async () => {
    await browser?.close();
    // Its server, too, where a test has failed before Ctrl-C.
    demo.below();
    endSpawned();
  });

  const nameIn = (useCase: string): string => `[use-case=${useCase}] > [slot] .name`;
  const namesIn = (useCase: string): Promise<string[]> => page.locator(nameIn(useCase)).allTextContents();
  /** Waits until each shelf of the page has the items that the element asked for. */
  const loaded = (): Promise<void> =>
    until(async () => {
      const shelves = await page.locator('recommended-items').count();
      const filled = await page.locator('section[part=region]:not([aria-busy])').count();
      return shelves > 0 && filled === shelves;
    });
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const taken = new Set<string>();
  /** How often the tracker took events, of which the embedded AWS lists the latest. */
  const putEvents = async (): Promise<number> => {
    const requests = (await (await fetch(`${endpoint}/_local/requests`)).json()) as LoggedRequest[];
    for (const { operation, status, time, ms } of requests)
      if (operation === 'PutEvents' && status === 200) taken.add(`${time} ${ms}`);
    return taken.size;
  };

  it('serves its pages to its own address alone, with nothing inline', async () => {
    const home = await fetch(shop);
    expect(home.headers.get('content-security-policy')).toContain("default-src 'none'");
    [, api] = /api="(http:[^"]+)"/.exec(await home.text())!;
    const answer = await fetch(`${api}/recommendations/best-sellers`, { headers: { origin: shop } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
    const element = await fetch(`${api}/recommended-items.js`);
    expect([element.status, await element.text()]).toEqual([200, buildElement('recommended-items')]);
    expect((await fetch(`${shop}/products/none`)).status).toBe(404);
    expect((await fetch(`${shop}/constructor`)).status).toBe(404);
  });

  it('takes forms of its own pages alone, and leads back to these', async () => {
    const signIn = async (headers: Record<string, string>): Promise<[number, string | null]> => {
      const body = new URLSearchParams({ user: '2' });
      const init = { method: 'POST', redirect: 'manual', body, headers } as const;
      const { status, headers: answered } = await fetch(`${shop}/sign-in`, init);
      return [status, answered.get('location')];
    };
    const referer = `${shop}/search?q=tent`;
    expect(await signIn({ origin: shop, referer })).toEqual([303, referer]);
    expect(await signIn({ origin: shop, referer: 'http://elsewhere.example/' })).toEqual([303, '/']);
    expect(await signIn({ origin: shop, referer: `${shop}.elsewhere.example/` })).toEqual([303, '/']);
    expect(await signIn({ origin: 'http://elsewhere.example' })).toEqual([403, null]);
    expect(await signIn({})).toEqual([403, null]);
  });

  it('shows recommendations without JavaScript, and has a cart and a category that need none', async () => {
    const { page: plain } = await openWindow(browser, { javaScriptEnabled: false });
    const shelves = async (): Promise<string[]> => {
      // A busy API has answered late: the page came without.
      await until(async () => {
        await plain.reload();
        return (await plain.locator('.shelf').count()) === 2;
      });
      for (const shelf of await plain.locator('.shelf').all())
        expect(await shelf.getByRole('link').count()).toBe(10);
      return plain.getByRole('heading', { level: 2 }).allTextContents();
    };
    await plain.goto(shop);
    expect(await shelves()).toEqual(['Best sellers', 'Most viewed']);
    await plain.locator('.shelf a').first().click();
    expect(await shelves()).toEqual(['Goes well with it', 'Customers also viewed']);
    await plain.getByRole('button', { name: 'Add to cart' }).click();
    expect(await plain.getByRole('button', { name: /^Remove / }).count()).toBe(1);
    await plain.getByRole('link', { name: 'camping' }).click();
    expect(await plain.locator('.grid a').first().isVisible()).toBe(true);
    await plain.context().close();
  });

  it('fills its shelves, with names, prices, pictures and links of the shop', async () => {
    await page.goto(shop);
    await loaded();
    for (const useCase of ['best-sellers', 'most-viewed'])
      expect([useCase, (await namesIn(useCase)).length]).toEqual([useCase, 10]);
    expect(await page.locator('[slot] .price').first().textContent()).toMatch(/^\$\d+\.\d\d$/);
    await page.locator('[use-case=best-sellers] a[slot]').first().click();
    await page.waitForURL('**/products/*');
    await loaded();
    for (const useCase of ['frequently-bought-together', 'customers-who-viewed-x-also-viewed'])
      expect([useCase, (await namesIn(useCase)).length]).toEqual([useCase, 10]);
    const picture = `document.querySelector('a[slot] img').naturalWidth > 0`;
    await until(() => page.evaluate<boolean>(picture));
    expect(complaints).toEqual([]);
  });

  it('passes axe on each page, in light and dark, wide and narrow', async () => {
    const [product] = page.url().split('/').slice(-1);
    const findings: unknown[] = [];
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      const window = await openWindow(browser, { colorScheme, viewport: { width, height: 900 } });
      const origin = new URL(shop);
      const cookies = Object.entries({ user: '2', cart: product });
      await window.page
        .context()
        .addCookies(cookies.map(([name, value]) => ({ name, value, domain: origin.hostname, path: '/' })));
      for (const path of ['', 'search?q=tent', `products/${product}`, 'cart', 'no']) {
        await window.page.goto(`${shop}/${path}`);
        await window.page.waitForLoadState('networkidle');
        await window.page.evaluate(AXE);
        const { violations } = await window.page.evaluate<AxeResults>('axe.run(document)');
        for (const { id, nodes } of violations) findings.push([path, colorScheme, id, nodes[0].html]);
        const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect([path, width, await window.page.evaluate(overflow)]).toEqual([path, width, 0]);
      }
      await window.page.context().close();
    }
    expect(findings).toEqual([]);
  });

  it('sends nothing without consent, and with it a view that the event tracker takes', async () => {
    await press('No, thank you');
    await loaded();
    expect(await page.getByRole('region', { name: 'Privacy' }).count()).toBe(0);
    expect(await putEvents()).toBe(0);
    expect(await page.evaluate('({ ...localStorage, ...sessionStorage })')).toEqual({});
    await press('Choose again what we remember');
    await press('Yes, remember');
    await until(async () => (await putEvents()) === 1);
    await loaded();
  });

  it('puts a category into the visitor’s order', async () => {
    const order = (): Promise<string[]> =>
      page.evaluate<string[]>(
        `Array.from(document.querySelectorAll('.grid li'), (item) => item.dataset.itemId)`,
      );
    const given = Array.from(
      (await (await fetch(`${shop}/categories/camping`)).text()).matchAll(/data-item-id="([^"]+)"/g),
      ([, id]) => id,
    );
    await page.getByRole('link', { name: 'camping' }).click();
    // A busy API has answered late: the items keep the page's order.
    await until(async () => {
      await page.locator('ranked-items[ranked]').waitFor();
      if (await page.locator('ranked-items[ranked=live]').count()) return true;
      await page.reload();
      return false;
    });
    const ranked = await order();
    expect(ranked).not.toEqual(given);
    expect([...ranked].sort()).toEqual([...given].sort());
    // Of nobody in particular as soon as the visitor withdraws the consent.
    const asked = page.waitForRequest(`${api}/ranking`);
    await press('Choose again what we remember');
    expect((await asked).postDataJSON()).toEqual({ items: given });
    expect(await page.evaluate('({ ...localStorage, ...sessionStorage })')).toEqual({});
    await press('Yes, remember');
  });

  it('takes an order of who is signed in, after which “Recommended for you” is another', async () => {
    await page.getByRole('link', { name: 'The small shop' }).click();
    await page.getByRole('combobox', { name: 'User' }).selectOption('2');
    await press('Sign in');
    await page.getByText('User 2').waitFor();
    await loaded();
    const cards = await page.locator('[use-case=recommended-for-you] a[slot]').all();
    const shown = await Promise.all(cards.map((card) => card.getAttribute('href')));
    const before = await putEvents();
    const told: ApiEvent[] = [];
    page.on('request', (request) => {
      if (request.url() === `${api}/events`) told.push(...(request.postDataJSON() as ApiEvents).events);
    });
    await cards[0].click();
    await page.waitForURL('**/products/*');
    await loaded();
    // What the visitor was shown goes along with the view.
    await until(() => told.some(({ type }) => type === 'View'));
    const { impression = [] } = told.find(({ type }) => type === 'View')!;
    expect(impression.map((itemId) => `${shop}/products/${itemId}`)).toEqual(shown);
    const bought = (await page.getByRole('heading', { level: 1 }).textContent())!;
    // On a busy machine the shelf may show best sellers in its place, for a while.
    await until(async () => {
      if ((await namesIn('recommended-for-you')).includes(bought)) return true;
      await page.reload();
      await loaded();
      return false;
    });
    await until(async () => (await putEvents()) > before);
    const viewed = await putEvents();
    await press('Add to cart');
    await page.waitForURL('**/cart');
    // Sent while the page is left, when a browser's driver no longer tells of requests.
    await until(async () => (await putEvents()) > viewed);
    await press('Buy now');
    await page.getByText(`Bought: ${bought}.`).waitFor();
    await until(() => told.some(({ type }) => type === 'Purchase'));
    await loaded();
    await until(async () => !(await namesIn('recommended-for-you')).includes(bought));
    await loaded();
    expect((await namesIn('recommended-for-you')).length).toBe(10);
    await page.getByRole('link', { name: 'Cart' }).click();
    await page.getByText('It is empty.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows its pages without shelves where the API does not answer', async () => {
    const strike = (faults: readonly object[]): Promise<Response> =>
      fetch(`${endpoint}/_local/faults`, { method: 'POST', body: JSON.stringify({ faults }) });
    await strike([{ fault: 'server-error', service: 'execute-api' }]);
    const list = await (await fetch(`${shop}/search?q=tent`)).text();
    const [path] = /\/products\/[\w-]+/.exec(list.split('class="grid"')[1])!;
    const response = await fetch(`${shop}${path}`);
    expect([response.status, (await response.text()).includes('class="shelf"')]).toEqual([200, false]);
    await strike([]);
  });

  it('is the only page that gets an answer, from the API alone', async () => {
    const stranger = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end(
        `<!doctype html><script type="module" src="${api}/recommended-items.js"></script>
        <recommended-items api="${api}" use-case="best-sellers">Of the page</recommended-items>`,
      ),
    );
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const other = await openWindow(browser);
    await other.page.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}`);
    await until(() => other.complaints.some((text) => text.includes('CORS')));
    expect(await other.page.getByText('Of the page').isVisible()).toBe(true);
    await other.page.context().close();
    stranger.close();
    const { status } = await fetch(`${endpoint}/_local/inventory`, { headers: { origin: shop } });
    expect(status).toBe(403);
  });

  it('leaves nothing after Ctrl-C', async () => {
    demo.kill('SIGINT');
    expect(await demo.ended).toEqual([0, null]);
    expect(demo.stdout()).toContain('Nothing is left.');
    expect(demo.stderr().replace(/^No recommendations for .*\n/gm, '')).toBe('');
    expect(demo.leftovers()).toEqual([]);
    await expect(fetch(shop)).rejects.toThrow();
  });
});

it('examples/storefront refuses a wrong option with exit code 2', async () => {
  const demo = spawnCommand(process.execPath, ['examples/storefront/demo.cjs', '--port', 'x']);
  expect(await demo.ended).toEqual([2, null]);
  expect(demo.stderr()).toContain('--port');
});
