/** @jest-environment ./test/jest/in-order-environment.js */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import type { ApiEvent, ApiEvents } from '@ecommerce-recommenders/shop-data/api/routes';
import { buildElement } from '@ecommerce-recommenders/storefront/build-element.cjs';
import { holdPort } from '@ecommerce-recommenders/tools/page/local-server';
import {
  describeWithBrowser,
  openWindow,
  startBrowser,
} from '../../packages/tools/test/browser/support/browser';
import { until } from '../support/spawned-command';
import { startStack, type DeployedStack } from './deployed-stack';
import { AXE } from '../../packages/tools/test/browser/support/axe';

const SERVER = resolve(__dirname, '../../examples/storefront/server.mjs');
/** Far from what `npm start` and other tests take. */
const FIRST_PORT = 18_080;

// Each test continues with the previous test's stack and page, as a visitor would.
describeWithBrowser('the shop of examples/storefront, on a stack deployed on the embedded AWS', () => {
  let deployed: DeployedStack;
  let server: ChildProcess;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let shop: string;
  let api: string;
  beforeAll(async () => {
    const { port, release } = await holdPort(FIRST_PORT, { orNext: true });
    shop = `http://127.0.0.1:${port}`;
    deployed = await startStack();
    const { stack, follow, aws } = deployed;
    const settings = {
      useCases: USE_CASE_NAMES.join(),
      api: JSON.stringify({ origins: [shop], currency: 'USD' }),
      trainingTimeoutHours: '1',
    };
    await stack.deploy(settings, follow);
    api = ((await stack.outputs()) as { ApiUrl: string }).ApiUrl;
    await release();
    server = spawn(process.execPath, [SERVER], {
      env: { ...localEnvironment({ endpoint: aws.endpoint, region: LOCAL_REGION }), PORT: `${port}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(createInterface({ input: server.stdout! }), 'line');
    browser = await startBrowser();
    ({ page, complaints } = await openWindow(browser, { viewport: { width: 1280, height: 1600 } }));
  });
  afterAll(async () => {
    await browser?.close();
    server?.kill();
    await deployed.close();
  });

  const namesIn = (useCase: string): Promise<string[]> =>
    page.locator(`[use-case=${useCase}] [part=name]`).allTextContents();
  /** Waits until each shelf of the page has its items. */
  const loaded = (): Promise<void> =>
    until(async () => {
      const shelves = await page.locator('recommended-items').count();
      const filled = await page.locator('section:not([aria-busy])').count();
      return shelves > 0 && filled === shelves;
    });
  /** How often the tracker took events. */
  const putEvents = async (): Promise<number> => {
    const requests = (await (await fetch(`${deployed.aws.endpoint}/_local/requests`)).json()) as {
      readonly operation: string;
      readonly status: number;
    }[];
    return requests.filter(({ operation, status }) => operation === 'PutEvents' && status === 200).length;
  };

  it('loads the element from the API, as it is built', async () => {
    const response = await fetch(`${api}/recommended-items.js`);
    expect([response.status, await response.text()]).toEqual([200, buildElement('recommended-items')]);
  });

  it('fills its shelves, with names, prices, pictures and links of the shop', async () => {
    await page.goto(shop);
    await loaded();
    for (const useCase of ['recommended-for-you', 'best-sellers', 'most-viewed'])
      expect([useCase, (await namesIn(useCase)).length]).toEqual([useCase, 10]);
    expect(await page.locator('[part=price]').first().textContent()).toMatch(/^\$\d+\.\d\d$/);
    await page.locator('[use-case=best-sellers] [part=link]').first().click();
    await page.waitForURL('**/products/*');
    await loaded();
    expect((await namesIn('frequently-bought-together')).length).toBe(10);
    expect((await namesIn('customers-who-viewed-x-also-viewed')).length).toBe(10);
    await until(() =>
      page
        .locator('recommended-items img')
        .first()
        .evaluate((image: { complete?: boolean }) => image.complete === true),
    );
    expect(complaints).toEqual([]);
  });

  it('passes axe', async () => {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  });

  it('sends nothing without consent, and with it a view that the event tracker takes', async () => {
    expect(await putEvents()).toBe(0);
    await page.getByRole('checkbox').check();
    await until(async () => (await putEvents()) === 1);
    await loaded();
  });

  it('takes a purchase of who is signed in, after which “Recommended for you” is another', async () => {
    await page.getByRole('combobox').selectOption('2');
    await page.getByRole('button', { name: 'Go' }).click();
    await page.waitForURL(`${shop}/`);
    await loaded();
    const cards = await page.locator('[use-case=recommended-for-you] [part=link]').all();
    const shown = await Promise.all(cards.map((card) => card.getAttribute('href')));
    const told: ApiEvent[] = [];
    page.on('request', (request) => {
      if (request.url() === `${api}/events`) told.push(...(request.postDataJSON() as ApiEvents).events);
    });
    await page.locator('[use-case=recommended-for-you] [part=link]').first().click();
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
    await page.getByRole('button', { name: 'Buy' }).click();
    await until(async () => !(await namesIn('recommended-for-you')).includes(bought));
    await loaded();
    expect((await namesIn('recommended-for-you')).length).toBe(10);
    expect(complaints).toEqual([]);
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
    const { status } = await fetch(`${deployed.aws.endpoint}/_local/inventory`, {
      headers: { origin: shop },
    });
    expect(status).toBe(403);
  });

  it('leaves nothing when the stack is destroyed', async () => {
    const { stack, follow } = deployed;
    await stack.destroy(follow);
    expect(await stack.inventory()).toEqual([]);
  });
});
