import { describeWithBrowser, openWindow } from './support/browser';
import { standPage, type StoodPage } from './support/served-page';

describeWithBrowser('the page of a shop of orders alone', () => {
  let stand: StoodPage;
  beforeAll(async () => {
    stand = await standPage({ hasTables: false });
  });
  afterAll(() => stand.close());

  it.each([1440, 390])('opens as a shopper with orders, and finds others, %i pixels wide', async (width) => {
    const { page, complaints } = await openWindow(stand.browser, { viewport: { width, height: 900 } });
    const namesOn = (name: string) => page.getByRole('region', { name, exact: true }).locator('.card .name');
    await page.goto(stand.address);
    await namesOn('Best sellers').nth(4).waitFor();
    await namesOn('Recommended for you').first().waitFor();
    expect(await page.locator('h1').textContent()).toMatch(/^Picked for shopper user-\d+/);
    const lead = await page.locator('main .lead').first().textContent();
    expect(lead).toContain('12 items and 40 shoppers.');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);

    await page.getByRole('button', { name: 'Shopping as' }).click();
    await page.getByText('comes often').first().waitFor();
    await page.getByLabel('Name or id').fill('user-17');
    await page.getByRole('dialog').getByRole('button', { name: 'user-17', exact: true }).click();
    await page.locator('h1', { hasText: 'user-17' }).waitFor();

    // An unknown user gets popular items, which are not shown twice.
    await page.goto(`${stand.address}?user=stranger`);
    await page.getByText('The same items as “Best sellers”.').waitFor();
    await namesOn('Best sellers').nth(4).waitFor();
    expect(await page.locator('main .shelf .row:not(:empty)').count()).toBe(1);

    // No list on an item's view contains the item.
    await page.goto(`${stand.address}?user=user-16#/item/item-3`);
    await namesOn('Recommended for you').first().waitFor();
    await page.locator('main .shelf').first().locator('.card .name').first().waitFor();
    expect(await page.locator('main .shelf .name').allTextContents()).not.toContain('item-3');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
