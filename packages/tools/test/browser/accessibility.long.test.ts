import type { AxeResults } from 'axe-core';
import { exploreReport } from '../../src/explore/explore-report';
import { profileOf } from '../profile/profile-of';
import { describeWithBrowser, openWindow } from './support/browser';
import { type StoodPage, standPage } from './support/served-page';
import { AXE } from './support/axe';

const VIEWS = ['', '#/search?q=bowl', '#/deployment', '#/quality', '#/data', '#/no', 'profile'];

const WINDOWS = ['en-US', 'ko-KR'].flatMap((locale) => [360, 1280].map((width) => [locale, width] as const));

/** Rules that axe checks in each color scheme. The schemes differ only in their colors, which are CSS custom properties. */
const ASKED = {
  light: { iframes: false },
  dark: { iframes: false, runOnly: ['color-contrast', 'link-in-text-block'] },
} as const;

describeWithBrowser('the page for everybody', () => {
  let stand: StoodPage;
  beforeAll(async () => {
    const profile = await profileOf({});
    stand = await standPage({
      branding: { currency: 'KRW' },
      measures: true,
      profile: async (language) =>
        exploreReport({ archive: 'a.tar', profile, madeAt: new Date(0), language }),
    });
    const base = { type: 'Custom::PersonalizeRecommender', begunMs: 1 };
    const long = { logicalId: 'A'.repeat(80), status: 'CREATE_COMPLETE', endedMs: 2 };
    const going = { logicalId: 'Recommendersbestsellers91DD1480', status: 'CREATE_IN_PROGRESS' };
    for (const one of [long, going]) stand.deployment.add({ ...base, ...one });
    stand.deployment.add({ ...base, logicalId: 'B', status: 'CREATE_FAILED', endedMs: 2, reason: 'No room' });
  });
  afterAll(() => stand.close());

  it.each(WINDOWS)('passes axe and fits in %s, %i pixels wide', async (locale, width) => {
    const viewport = { width, height: 900 };
    const { page, complaints } = await openWindow(stand.browser, { locale, viewport });
    const findings: unknown[] = [];
    // The two items: one with companions, and one that nobody has bought.
    for (const view of [...VIEWS, `#/item/item-${width > 400 ? 3 : 29}`]) {
      await page.goto('about:blank');
      const query = view === 'profile' ? `?language=${locale.slice(0, 2)}` : '';
      await page.goto(`${stand.address}${view}${query}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      if (view === '') {
        await page.locator('.card .name').first().waitFor();
        await page.locator('.shelf .quiet').first().click();
        await page.locator('.reason').first().waitFor();
      }
      if (view === '#/data') {
        // Sections are folded on a phone.
        const states = ['details[open]', 'details:not([open])'];
        const [wanted, other] = width < 640 ? states.reverse() : states;
        await page.frameLocator('iframe').locator(wanted).first().waitFor();
        expect(await page.frameLocator('iframe').locator(other).count()).toBe(0);
      }
      if (view === '#/item/item-3') await page.locator('.changes ol li').first().waitFor();
      if (view === '#/search?q=bowl') {
        await page.locator('button.user').click();
        await page.locator('.people button').first().waitFor();
      }
      if (view === '#/quality') await page.locator('.numbers summary').click();
      if (view.startsWith('#/item')) await page.locator('.shelf .card .price').last().waitFor();
      const room = await page.evaluate('document.documentElement.scrollWidth');
      expect({ view, room }).toEqual({ view, room: width });
      await page.evaluate(AXE);
      for (const [colorScheme, asked] of Object.entries(ASKED)) {
        await page.emulateMedia({ colorScheme: colorScheme as keyof typeof ASKED });
        const found = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(asked)})`);
        for (const { id, nodes } of found.violations) {
          const where = nodes.map(({ html, failureSummary }) => [html, failureSummary]);
          findings.push({ view, colorScheme, id, nodes: where });
        }
      }
    }
    expect([findings, complaints]).toEqual([[], []]);
    await page.context().close();
  });

  it('is in Korean where the browser is, with its dates and prices, and without an English sentence', async () => {
    const { page, complaints } = await openWindow(stand.browser, { locale: 'ko-KR' });
    await page.goto(stand.address);
    await page.getByRole('heading', { level: 1, name: 'Visitor 0 님을 위한 추천' }).waitFor();
    const bestSellers = page.getByRole('region', { name: '베스트셀러' });
    await bestSellers.getByText('₩').first().waitFor();
    const dated = page.getByRole('complementary').getByText(/\d{4}년 \d+월 \d+일 (조회|구매)/);
    await dated.first().waitFor();
    expect(await page.evaluate<string>('document.documentElement.lang')).toBe('ko');
    await bestSellers.getByRole('button', { name: '추천 이유' }).click();
    const reasons = page.getByText(/^구매 \d+회$/);
    await reasons.first().waitFor();
    expect(complaints).toEqual([]);
    const items = ['#/item/item-3', '#/item/item-29', '#/search?q=bowl'];
    for (const hash of ['', ...items, '#/deployment', '#/quality', '#/no']) {
      await page.goto('about:blank');
      await page.goto(`${stand.address}${hash}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (hash === '#/quality') await page.locator('.numbers summary').click();
      const text = await page.locator('body').innerText();
      // Names are data. An English sentence would contain a verb or an article.
      const found = text.match(/\b(the|is|are|of|and|with|what)\b/gi);
      expect({ hash, found }).toEqual({ hash, found: null });
    }
    await page.goto(`${stand.address}#/data`);
    const profile = page.frameLocator('iframe');
    await profile.getByRole('heading', { level: 2, name: '준비 상태' }).waitFor();
    expect(await profile.locator('html').getAttribute('lang')).toBe('ko');
    expect(await profile.locator('[lang=en]').count()).toBe(0);
    const verdicts = await profile.locator('.verdicts').innerText();
    expect(verdicts).not.toMatch(/\b(the|is|are|of|and|with|training)\b/i);
    await page.context().close();
  });

  it('is switched to Korean, and stays so', async () => {
    const { page } = await openWindow(stand.browser);
    await page.goto(stand.address);
    await page.getByRole('heading', { level: 1, name: 'Picked for Visitor 0' }).waitFor();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ko');
    await page.getByRole('heading', { level: 1, name: 'Visitor 0 님을 위한 추천' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Visitor 0 님을 위한 추천' }).waitFor();
    await page.getByRole('combobox', { name: '언어' }).selectOption('en');
    await page.getByRole('heading', { level: 1, name: 'Picked for Visitor 0' }).waitFor();
  });
});
