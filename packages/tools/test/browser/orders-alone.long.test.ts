import { describeWithBrowser, openWindow } from './support/browser';
import { standPage, type StoodPage } from './support/served-page';

const LANGUAGES = [
  {
    ...{ locale: 'en-US', greeting: /^Picked for shopper user-\d+/, counts: '12 items and 40 shoppers.' },
    ...{ forYou: 'Recommended for you', bestSellers: 'Best sellers' },
    ...{ same: 'The same items as “Best sellers”.', button: 'Shopping as' },
    ...{ label: 'Name or id', people: 'comes often' },
  },
  {
    ...{ locale: 'ko-KR', greeting: /^고객 user-\d+ 님을 위한 추천/, counts: '상품 12개, 고객 40명.' },
    ...{ forYou: '회원님을 위한 추천', bestSellers: '베스트셀러' },
    ...{ same: '‘베스트셀러’ 목록과 같은 상품입니다.', button: '현재 고객' },
    ...{ label: '이름 또는 ID', people: '자주 오는 고객' },
  },
] as const;

describeWithBrowser('the page of a shop of orders alone', () => {
  let stand: StoodPage;
  beforeAll(async () => {
    stand = await standPage({ hasTables: false });
  });
  afterAll(() => stand.close());

  describe.each(LANGUAGES)('in $locale', ({ locale, greeting, counts, ...words }) => {
    it.each([1440, 390])(
      'opens as a shopper with orders, and finds others, %i pixels wide',
      async (width) => {
        const { page, complaints } = await openWindow(stand.browser, {
          locale,
          viewport: { width, height: 900 },
        });
        const shelf = (name: string) => page.getByRole('region', { name, exact: true });
        await page.goto(stand.address);
        await shelf(words.bestSellers).locator('.card .name').nth(4).waitFor();
        await shelf(words.forYou).locator('.card .name').first().waitFor();
        expect(await page.locator('h1').textContent()).toMatch(greeting);
        expect(await page.locator('main .lead').first().textContent()).toContain(counts);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);

        await page.getByRole('button', { name: words.button }).click();
        await page.getByText(words.people).first().waitFor();
        await page.getByLabel(words.label).fill('user-17');
        await page.getByRole('dialog').getByRole('button', { name: 'user-17', exact: true }).click();
        await page.locator('h1', { hasText: 'user-17' }).waitFor();

        // An unknown user gets popular items, which are not shown twice.
        await page.goto(`${stand.address}?user=stranger`);
        await page.getByText(words.same).waitFor();
        await shelf(words.bestSellers).locator('.card .name').nth(4).waitFor();
        expect(await page.locator('main .shelf .row:not(:empty)').count()).toBe(1);

        // No list on an item's view contains the item.
        await page.goto(`${stand.address}?user=user-16#/item/item-3`);
        await shelf(words.forYou).locator('.card .name').first().waitFor();
        await page.locator('main .shelf').first().locator('.card .name').first().waitFor();
        expect(await page.locator('main .shelf .name').allTextContents()).not.toContain('item-3');
        expect(complaints).toEqual([]);
        await page.context().close();
      },
    );
  });
});
