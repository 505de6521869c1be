import type { Browser, Locator, Page } from 'playwright-core';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { until } from '../../../../test/support/spawned-command';
import { DeploymentLog } from '../../src/page/deployment-log';
import { servePage, type Page as ServedPage } from '../../src/page/page-server';
import { Shop } from '../../src/page/shop';
import { startPageShop, type PageShop } from '../page/support/page-shop';
import { describeWithBrowser, openWindow, startBrowser, type Window } from './support/browser';

const PROFILE =
  '<!doctype html><html lang="en"><title>p</title><style>p{height:1500px}</style><p>Profile of the data';

describeWithBrowser('the page in a browser', () => {
  let browser: Browser;
  let stand: PageShop;
  let served: ServedPage;
  let deployment: DeploymentLog;
  let isDeployed: boolean;
  let shop: Shop;
  let window: Window;

  beforeAll(async () => {
    [browser, stand] = await Promise.all([startBrowser(), startPageShop()]);
  });
  afterAll(async () => {
    await browser.close();
    await stand.close();
  });
  beforeEach(async () => {
    deployment = new DeploymentLog();
    isDeployed = true;
    shop = stand.shop;
    const deployed = async (): Promise<Shop> => {
      if (isDeployed) return shop;
      throw new Error('The stack is not there yet.');
    };
    served = await servePage({ port: 0, deployment, shop: deployed, profile: async () => PROFILE });
    window = await openWindow(browser);
  });
  afterEach(async () => {
    await window.page.context().close();
    await served.close();
  });

  const goTo = (hash = ''): Promise<unknown> => window.page.goto(`${served.address}${hash}`);
  const shelf = (name: string) => window.page.getByRole('region', { name });
  const namesIn = (name: string) => shelf(name).locator('.name').allTextContents();
  const filled = (name: string) => shelf(name).getByText('.50').first().waitFor();
  const bucket = { type: 'AWS::S3::Bucket', begunMs: 1_000, status: 'CREATE_COMPLETE' };

  it('shows a shelf for each recommender, with names, prices and pictures, and says why in words', async () => {
    await goTo();
    for (const name of ['Recommended for you', 'Most viewed', 'Best sellers']) {
      await filled(name);
      expect(await shelf(name).getByRole('listitem').count()).toBe(12);
    }
    expect(await namesIn('Most viewed')).toContain('Bowl "number 1"');
    expect(await shelf('Most viewed').locator('svg.picture').count()).toBe(12);
    expect(await window.page.title()).toBe('Picked for Visitor 0 – Shop');
    const viewed = shelf('Most viewed');
    await viewed.getByRole('button', { name: 'Why these?' }).click();
    await viewed.getByText('Counts views: the same list for every user.').waitFor();
    const counts = viewed.getByText(/^\d+ views$/);
    await counts.first().waitFor();
    expect(await viewed.locator('.reason').allTextContents()).toHaveLength(12);
    expect(window.complaints).toEqual([]);
  });

  it('keeps the shopper in the address, over a reload, and offers people by what they did', async () => {
    const { page } = window;
    await goTo('#/item/item-3');
    await page.getByRole('button', { name: 'Shopping as Visitor 0' }).click();
    const people = page.locator('.people').getByRole('button');
    await people.first().waitFor();
    const offered = await people.allTextContents();
    expect(offered.length).toBeGreaterThan(1);
    for (const person of offered) expect(person).toMatch(/^.+ who .+60 views · 30 orders · Visitor \d+$/);
    const name = /Visitor \d+$/.exec(offered[1])![0];
    await people.nth(1).click();
    await page.getByText(`You now shop as ${name}.`).waitFor();
    await page.getByRole('button', { name: `Shopping as ${name}` }).waitFor();
    expect(page.url()).toBe(`${served.address}?user=user-${name.slice('Visitor '.length)}#/item/item-3`);
    await page.reload();
    await page.getByRole('button', { name: `Shopping as ${name}` }).waitFor();
    await page.getByRole('heading', { name: `What ${name} did` }).waitFor();
    expect(window.complaints).toEqual([]);
  });

  it('shows beside the button what an event has changed: ranks before and after, what is new and what is gone', async () => {
    const { page } = window;
    await goTo();
    await filled('Recommended for you');
    const before = await namesIn('Recommended for you');
    await shelf('Recommended for you').getByRole('link').nth(1).click();
    const changes = page.getByRole('complementary', { name: 'What changed' });
    await changes.getByText(`You viewed ${before[1]}.`).waitFor();
    await changes.getByRole('listitem').nth(11).waitFor();
    await page.getByRole('complementary').getByText('Viewed on this page').first().waitFor();
    await filled('Recommended for you');
    expect(await namesIn('Recommended for you')).not.toContain(before[1]);
    const viewed = await changes.locator('ol a').allTextContents();
    expect(await changes.locator('ol .move').allTextContents()).toEqual(
      viewed.map((name, at) => movement(before.indexOf(name), at)),
    );

    const buy = page.getByRole('button', { name: 'Buy' });
    await buy.click();
    await changes.getByText(`You bought ${before[1]}.`).waitFor();
    await changes.getByRole('heading', { name: 'No longer in the list' }).waitFor();
    expect(await buy.textContent()).toBe('✓ Bought. Buy again');
    const bought = await changes.locator('ol a').allTextContents();
    expect(await changes.locator('ol .move').allTextContents()).toEqual(
      bought.map((name, at) => movement(viewed.indexOf(name), at)),
    );
    const gone = viewed.filter((name) => !bought.includes(name));
    expect(gone).toContain(before[1]);
    expect(await changes.locator('ul a').allTextContents()).toEqual(gone);
    expect(bought).toEqual(await namesIn('Recommended for you'));
    await until(async () => isInView(page, changes));
    expect(await isInView(page, buy)).toBe(true);
  });

  it('shows the same on a phone as a sheet from below, which can be closed', async () => {
    const { page } = window;
    await page.setViewportSize({ width: 390, height: 844 });
    await goTo('#/item/item-3');
    const changes = page.getByRole('complementary', { name: 'What changed' });
    const buy = page.getByRole('button', { name: 'Buy' });
    const isAtTheBottom = async (): Promise<boolean> => {
      const { y, height } = (await changes.boundingBox())!;
      return Math.round(y + height) === 844;
    };
    // A sheet that slides in under the pointer would take the click.
    await changes.getByText('You viewed').waitFor();
    await until(isAtTheBottom);
    await buy.click();
    await changes.getByText('You bought').waitFor();
    await until(isAtTheBottom);
    expect(await isInView(page, buy)).toBe(true);
    await changes.getByRole('button', { name: 'Close' }).click();
    await changes.waitFor({ state: 'hidden' });
    await buy.click();
    await changes.waitFor();
  });

  it('says beside the button that an event could not be sent', async () => {
    const { page } = window;
    await page.route('**/api/events', (route) => route.fulfill({ status: 502, json: { error: 'No room.' } }));
    await goTo('#/item/item-3');
    await page.getByRole('alert').getByText('The event was not sent. No room.').waitFor();
    await page.getByRole('button', { name: 'Buy', exact: true }).waitFor();
  });

  it('escapes bidirectional control characters everywhere, and keeps the ids in links', async () => {
    const { page } = window;
    await goTo('#/search?q=odd');
    await page.getByText('1 item.').waitFor();
    await page.getByRole('link', { name: 'An \\u{202e}odd one' }).click();
    await page.getByRole('heading', { level: 1, name: 'An \\u{202e}odd one' }).waitFor();
    await page.getByText('Holds \\u{2066}all').waitFor();
    expect(await page.title()).toBe('An \\u{202e}odd one – Shop');
    await page.getByRole('button', { name: 'Shopping as' }).click();
    await page.getByRole('searchbox', { name: 'Name or id' }).fill('user 39');
    await page.getByRole('button', { name: 'Visitor \\u{202e}39 id user-39\\u{200b}' }).click();
    await page.getByRole('button', { name: 'Shopping as Visitor \\u{202e}39' }).waitFor();
    await page.getByRole('complementary').getByText('The latest').waitFor();
    await filled('Recommended for you');
    await shelf('Recommended for you').getByRole('button', { name: 'Why these?' }).click();
    await shelf('Recommended for you').getByText('This user has').waitFor();
    const text = await page.evaluate<string>('document.documentElement.outerHTML + document.title');
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
    expect(window.complaints).toEqual([]);
  });

  it('works by keyboard alone, from the top to an item, whose heading takes the focus', async () => {
    const { page } = window;
    await goTo();
    await filled('Recommended for you');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const focused = () => page.locator(':focus').textContent();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Why these?');
    await page.keyboard.press('Tab');
    const name = (await focused())!;
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: name }).waitFor();
    expect(await page.title()).toBe(`${name} – Shop`);
  });

  it('shows the deployment as it happens, and the shop as soon as there is one', async () => {
    const { page } = window;
    isDeployed = false;
    deployment.enter('deploying');
    await goTo();
    await page.getByRole('heading', { name: 'Deploying…' }).waitFor();
    await page.getByRole('link', { name: 'Watch the deployment' }).click();
    await page.getByRole('heading', { name: 'The stack is being deployed' }).waitFor();
    const failed = { status: 'CREATE_FAILED', endedMs: 2_000, reason: 'No room' };
    deployment.add({ ...bucket, logicalId: 'Bucket', endedMs: 5_000 });
    deployment.add({ ...bucket, logicalId: 'Slow', status: 'CREATE_IN_PROGRESS', begunMs: 3_000 });
    deployment.add({ ...bucket, logicalId: 'Bad', ...failed });
    await page.getByText('1 done, 1 under way, 1 failed').waitFor();
    await page.getByRole('alert').getByText('Bucket for the data: No room').waitFor();
    await page.getByRole('alert').getByText('run the command again').waitFor();
    const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
    expect(headings).toEqual(expect.arrayContaining(['Data', 'Import', 'Training', 'Serving']));
    expect(await page.locator('.timeline li').count()).toBe(3);
    expect(await page.locator('.timeline').isVisible()).toBe(false);
    isDeployed = true;
    deployment.enter('deploying');
    deployment.add({ ...bucket, logicalId: 'Bucket', endedMs: 5_000 });
    deployment.enter('ready');
    await page.getByRole('heading', { name: 'The stack is deployed' }).waitFor();
    await page.getByText(/^Ready: \d recommenders, .* The deployment took 4 s\.$/).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Shop', exact: true }).click();
    await filled('Best sellers');
  });

  it('opens before the stack is deployed, and fills each shelf as its recommender becomes ACTIVE', async () => {
    const { page } = window;
    const { clients, outputs } = stand.shop;
    const coming = ['recommended-for-you', 'most-viewed', 'customers-who-viewed-x-also-viewed'] as const;
    const active: Record<string, string> = { DataBucketName: outputs.DataBucketName };
    shop = new Shop('Coming', clients, active, { coming });
    deployment.enter('deploying');
    let tell = (): void => {};
    const isShown = new Promise<void>((resolve) => (tell = resolve));
    await page.route('**/api/deployment', (route) => isShown.then(() => route.continue()));
    await goTo();
    // A shelf that asked before the page hears of the deployment would be rejected.
    await shelf('Recommended for you').getByText('Learning…').waitFor();
    tell();
    await page.getByRole('heading', { name: 'Picked for Visitor 0' }).waitFor();
    await page.getByRole('complementary').getByText('The latest 12 of').waitFor();
    await shelf('Most viewed').getByText('Learning…').waitFor();
    const bar = page.getByRole('region', { name: 'Deployment' });
    expect(await bar.getByRole('listitem').allTextContents()).toEqual(
      ['Data', 'Import', 'Training', 'Serving'].map((phase) => `·${phase} to come`),
    );
    const recommender = { type: RECOMMENDER_TYPE, status: 'CREATE_COMPLETE', begunMs: 1, endedMs: 2 };
    for (const id of ['mostviewed', 'recommendedforyou'])
      deployment.add({ ...recommender, logicalId: `Recommenders${id}0A1B2C3D` });
    await bar.getByText('…Training under way').waitFor();

    const serve = (useCase: (typeof coming)[number]): void => {
      active[RECOMMENDER_OUTPUTS[useCase]] = outputs[RECOMMENDER_OUTPUTS[useCase]];
      deployment.serve({ [useCase]: 3 });
    };
    serve('most-viewed');
    await filled('Most viewed');
    await shelf('Most viewed').getByRole('button', { name: 'Why these?' }).waitFor();
    await shelf('Recommended for you').getByText('Learning…').waitFor();
    await bar.getByRole('link', { name: 'Watch the deployment' }).click();
    const lines = page.locator('.phase', { hasText: 'Training' }).getByRole('listitem');
    await lines.filter({ hasText: 'Most viewed' }).and(page.locator('.done')).waitFor();
    await lines.filter({ hasText: 'Recommended for you' }).and(page.locator('.going')).waitFor();
    await page.getByRole('link', { name: 'Quality' }).click();
    await page.getByText('This view opens as soon as the stack is deployed.').waitFor();
    await goTo('#/item/item-3');
    await page.getByText('Views and purchases count as soon as the stack is deployed.').waitFor();
    await shelf('Customers also viewed').getByText('Learning…').waitFor();

    shop = stand.shop;
    deployment.enter('ready');
    await page.getByRole('button', { name: 'Buy' }).waitFor();
    await filled('Customers also viewed');
    await filled('Recommended for you');
    expect(await page.getByText('Learning…').count()).toBe(0);
    expect(window.complaints).toEqual([]);
  });

  it('says what was bought, also before the list to compare with was there', async () => {
    const { page } = window;
    let answer = (): void => {};
    const isBought = new Promise<void>((resolve) => (answer = resolve));
    const questions = /api\/recommend\?.*recommended-for-you/;
    await page.route(questions, (route) => isBought.then(() => route.continue()));
    await goTo('#/item/item-4');
    await page.reload();
    const changes = page.getByRole('complementary', { name: 'What changed' });
    await page.getByRole('button', { name: 'Buy' }).click();
    await changes.getByText('You bought').waitFor();
    answer();
    await changes.locator('ol a').first().waitFor();
    await changes.getByText('You bought').waitFor();
    await page.unroute(questions);
  });

  it('shows the data profile at its full height', async () => {
    await goTo('#/data');
    const frame = window.page.locator('iframe');
    await frame.contentFrame().getByText('Profile of the data').waitFor();
    await until(async () => (await frame.boundingBox())!.height > 1500);
    expect(window.complaints).toEqual([]);
  });
});

/** The page's text for an item that has moved in a list. Places count from 0; -1 is outside. */
function movement(before: number, after: number): string {
  if (before < 0) return 'new';
  if (before === after) return 'as before';
  return `${before > after ? '▲' : '▼'} was ${before + 1}`;
}

/** Whether a whole element is within the window. */
async function isInView(page: Page, element: Locator): Promise<boolean> {
  const { y, height } = (await element.boundingBox())!;
  return y >= 0 && y + height <= page.viewportSize()!.height;
}
