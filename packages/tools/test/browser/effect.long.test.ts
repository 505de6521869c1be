import { effectOf } from '@ecommerce-recommenders/shop-data/insight/effect/effect';
import type { ShelvesRead } from '../../src/effect/shelf-figures';
import type { PageEffect, PageShop } from '../../src/page/page-answers';
import { experimentDays } from '../effect/experiment-days';
import { describeWithBrowser, openWindow } from './support/browser';
import { standPage, type StoodPage } from './support/served-page';

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

describeWithBrowser('the view of an experiment', () => {
  let stood: StoodPage;
  beforeAll(async () => {
    stood = await standPage();
  });
  afterAll(() => stood.close());

  /** Opens the page of a stack whose experiment has this result. */
  async function open(answer: PageEffect, locale: string): Promise<string> {
    const { page, complaints } = await openWindow(stood.browser, { locale });
    await page.route('**/api/shop?*', async (route) => {
      const shop = (await (await route.fetch()).json()) as PageShop;
      await route.fulfill({ json: { ...shop, hasExperiment: true, countsShelves: true } });
    });
    await page.route('**/api/effect?*', (route) => route.fulfill({ json: answer }));
    await page.route('**/api/shelves?*', (route) => route.fulfill({ json: SHELVES }));
    await page.goto(stood.address);
    await page.locator('nav a[href="#/effect"]').click();
    await page.locator('.notice, .verdict').first().waitFor();
    await page.getByRole('cell', { name: 'best-sellers' }).waitFor();
    const text = await page.locator('main').innerText();
    expect(complaints).toEqual([]);
    await page.context().close();
    return text;
  }

  it('says what is known, in the language of the reader', async () => {
    const effect = effectOf(experimentDays(3, 0.5), { share: 0.1 })!;
    const answer: PageEffect = { control: 'best-sellers', currency: 'USD', effect, billUsd: 12 };
    const english = await open(answer, 'en-US');
    const figures = 'home\tbest-sellers\tlive\t1,200\t60\t3\t$120.50';
    for (const words of ['Does it pay?', 'Clicks\t', '$12', figures, 'Nobody has seen basket:'])
      expect(english).toContain(words);
    expect(await open(answer, 'ko-KR')).toContain('효과가 있을까요?');
  });

  it('says how visitors are counted before the first', async () => {
    const text = await open({ control: 'nothing', effect: null, billUsd: null }, 'en-US');
    expect(text).toContain('No visitor has been counted yet.');
  });
});
