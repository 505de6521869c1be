import { exploreReport } from '../../src/explore/explore-report';
import { profileOf } from '../profile/profile-of';
import { describeWithBrowser, openWindow } from './support/browser';
import { type StoodPage, standPage } from './support/served-page';
import { AXE } from './support/axe';

/** The findings of axe, which is loaded as text, because its types would bring those of a browser into every file. */
interface Findings {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

const VIEWS = ['', '#/search?q=bowl', '#/deployment', '#/quality', '#/data', '#/no', 'profile'];

const WINDOWS = ['en-US', 'ko-KR'].flatMap((locale) => [390, 1280].map((width) => [locale, width] as const));

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
      measures: true,
      profile: async (language) =>
        exploreReport({ archive: 'shop.tar', profile, madeAt: new Date(0), language }),
    });
    const base = { type: 'Custom::PersonalizeRecommender', begunMs: 1 };
    const going = { logicalId: 'Recommendersbestsellers91DD1480', status: 'CREATE_IN_PROGRESS' };
    stand.deployment.add({ ...base, ...going });
    stand.deployment.add({ ...base, logicalId: 'B', status: 'CREATE_FAILED', endedMs: 2, reason: 'No room' });
  });
  afterAll(() => stand.close());

  it.each(WINDOWS)('has no finding of axe in %s, %i pixels wide, light and dark', async (locale, width) => {
    const { page } = await openWindow(stand.browser, { locale, viewport: { width, height: 900 } });
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
      await page.evaluate(AXE);
      for (const [colorScheme, asked] of Object.entries(ASKED)) {
        await page.emulateMedia({ colorScheme: colorScheme as keyof typeof ASKED });
        const found = await page.evaluate<Findings>(`axe.run(${JSON.stringify(asked)})`);
        for (const { id, nodes } of found.violations) {
          const where = nodes.map(({ html, failureSummary }) => [html, failureSummary]);
          findings.push({ view, colorScheme, id, nodes: where });
        }
      }
    }
    expect(findings).toEqual([]);
    await page.context().close();
  });

  it.each([390, 1024, 1440])('fills each row of the data in %i pixels', async (width) => {
    const { page } = await openWindow(stand.browser, { viewport: { width, height: 900 } });
    await page.goto(`${stand.address}profile?language=en`);
    const ends = await page.evaluate<{ readonly end: number; readonly rows: readonly number[] }[]>(`
      Array.from(document.querySelectorAll('.verdicts, .tiles, .charts'), (grid) => {
        // By the height at which it begins, the end of each row.
        const rows = new Map();
        for (const one of grid.children) {
          const { top, right } = one.getBoundingClientRect();
          rows.set(Math.round(top), Math.round(right));
        }
        return { end: Math.round(grid.getBoundingClientRect().right), rows: [...rows.values()] };
      })`);
    expect(ends.length).toBeGreaterThan(3);
    for (const { end, rows } of ends) expect(rows).toEqual(rows.map(() => end));
    await page.context().close();
  });
});
