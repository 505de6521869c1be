import { exploreReport } from '../../src/explore/explore-report';
import { profileOf } from '../profile/profile-of';
import { describeWithBrowser, openWindow } from './support/browser';
import { type StoodPage, standPage } from './support/served-page';

describeWithBrowser('the page in Korean', () => {
  let stand: StoodPage;
  beforeAll(async () => {
    const profile = await profileOf({});
    stand = await standPage({
      branding: { currency: 'KRW' },
      measures: true,
      profile: async (language) =>
        exploreReport({ archive: 'shop.tar', profile, madeAt: new Date(0), language }),
    });
  });
  afterAll(() => stand.close());

  it('is in the language of the browser, with its dates and prices', async () => {
    const { page, complaints } = await openWindow(stand.browser, { locale: 'ko-KR' });
    await page.goto(stand.address);
    await page.getByRole('heading', { level: 1, name: 'Visitor 0 님을 위한 추천' }).waitFor();
    await page.getByRole('region', { name: '베스트셀러' }).getByText('₩').first().waitFor();
    const dated = page.getByRole('complementary').getByText(/\d{4}년 \d+월 \d+일 (조회|구매)/);
    await dated.first().waitFor();
    expect(await page.evaluate<string>('document.documentElement.lang')).toBe('ko');
    await page.getByRole('region', { name: '베스트셀러' }).getByRole('button', { name: '추천 이유' }).click();
    const reasons = page.getByText(/^구매 \d+회$/);
    await reasons.first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('has no English sentence left in any view', async () => {
    const { page } = await openWindow(stand.browser, { locale: 'ko-KR' });
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

  it('is switched to, and stays so', async () => {
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
