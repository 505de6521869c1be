import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import { DRAWINGS } from '../src/pictures';
import { items } from './support/fake-shop';
import { expectSoon, useStand, type ElementClass } from './support/stand';

/** A card of the shop's own. */
const card = (more = ''): string =>
  `<template><a data-item="link"><b data-item="name"></b>${more}</a></template>`;
const EVIL = '<img src=x onerror=alert(1)>';

describeWithBrowser('the cards of a shelf in a browser', () => {
  const stand = useStand();

  const images = () =>
    stand.page
      .locator('recommended-items img')
      .evaluateAll((all) =>
        (all as HTMLImageElement[]).map(({ alt, loading, srcset, src }) => ({ alt, loading, srcset, src })),
      );

  it('never make markup or code of the data', async () => {
    stand.offer(
      { itemId: EVIL, name: EVIL, link: 'javascript:alert(1)', image: 'data:text/html,x', category: EVIL },
      { itemId: '2', name: 'Second', link: ' JavaScript:alert(1)', image: 'javascript:alert(1)' },
    );
    const own = stand.element('use-case="most-viewed"', card('<img data-item="image">'));
    await stand.show(stand.element() + own);
    await stand.shelf('Most viewed').waitFor();
    expect(await stand.names()).toEqual([EVIL, 'Second']);
    expect(await stand.page.locator('b').allTextContents()).toEqual([EVIL, 'Second']);
    expect(await stand.page.locator('recommended-items img').count()).toBe(0);
    expect(await stand.page.locator('recommended-items [href]').count()).toBe(0);
    expect(stand.complaints).toEqual([]);
  });

  it('leave out what is no part of an item, whatever objects of the language have', async () => {
    const names = ['constructor', '__proto__', 'toString', 'brand'];
    const marked = names.map((name) => `<i data-item="${name}">kept</i>`).join('');
    const own = `<template><div><b data-item="name"></b>${marked}</div></template>`;
    await stand.show(stand.element(undefined, own));
    expect(await stand.page.locator('b').first().textContent()).not.toBe('');
    expect(await stand.page.locator('recommended-items i').count()).toBe(0);
  });

  it('say which items are popular ones that fill up the answer, where the shop has no card of its own or asks for it', async () => {
    stand.offer({ itemId: '1' }, { itemId: '2', filler: true });
    const own = card('<i data-item="badge"></i>');
    const korean = stand.element('use-case="best-sellers" lang="ko"');
    await stand.open(korean + stand.element('use-case="most-viewed"', own));
    await stand.shelf('베스트셀러').waitFor();
    await stand.shelf('Most viewed').waitFor();
    const badges = await stand.page.locator('recommended-items [part=badge]').allTextContents();
    expect([badges, await stand.page.locator('i').allTextContents()]).toEqual([['인기 상품'], ['Popular']]);
  });

  it('have a picture that is loaded late, in the widths that its address offers', async () => {
    stand.offer({ itemId: '1', image: '/pictures/{width}.svg' }, { itemId: '2', image: '/pictures/2.svg' });
    await stand.show(stand.element());
    const { page } = stand.shop;
    const picture = { alt: '', loading: 'lazy' };
    expect(await images()).toEqual([
      {
        ...picture,
        src: `${page}/pictures/320.svg`,
        srcset: [320, 160, 640].map((width) => `${page}/pictures/${width}.svg ${width}w`).join(),
      },
      { ...picture, src: `${page}/pictures/2.svg`, srcset: '' },
    ]);
  });

  it('follow patterns of the page where the data has no link or image', async () => {
    stand.offer({ itemId: 'a/b c' }, { itemId: '2', link: '/own', image: '/pictures/own.svg' });
    const patterns = 'link="/products/{itemId}" image="/pictures/{itemId}.svg"';
    await stand.show(stand.element(`use-case="best-sellers" ${patterns}`));
    const path = (address: string): string => new URL(address).pathname;
    const links = await stand.page
      .locator('[part=link]')
      .evaluateAll((all) => (all as HTMLAnchorElement[]).map(({ href }) => href));
    expect(links.map(path)).toEqual(['/products/a%2Fb%20c', '/own']);
    const sources = (await images()).map(({ src }) => path(src));
    expect(sources).toEqual(['/pictures/a%2Fb%20c.svg', '/pictures/own.svg']);
  });

  it('speak the language of the page', async () => {
    stand.shop.html = 'lang="de"';
    await stand.show(stand.element());
    const price = await stand.page.locator('[part=price]').first().textContent();
    expect(price!.replace(/\s/g, ' ')).toBe('12,50 €');
  });

  it('have prices in the currency of the data, or else in that of the attribute', async () => {
    stand.offer({ itemId: '1', price: 13.5, currency: 'EUR' }, { itemId: '2', price: 13.5 }, { itemId: '3' });
    await stand.show(stand.element('use-case="best-sellers" currency="USD"'));
    const prices = (): Promise<string[]> => stand.page.locator('[part=price]').allTextContents();
    expect(await prices()).toEqual(['€13.50', '$13.50', '']);
    await stand.page.evaluate(() =>
      document.querySelector('recommended-items')!.setAttribute('currency', 'KRW'),
    );
    await expectSoon(async () => (await prices())[1] === '₩14');
  });

  it('show a drawing where there is no picture, or none comes', async () => {
    stand.offer(
      { itemId: '1', name: 'Pan', category: 'Kitchen' },
      { itemId: '2', name: 'Lid', category: 'kitchen', image: '/no-picture' },
      { itemId: '3', name: 'Thing', category: 'constructor' },
      ...items(1),
    );
    await stand.show(stand.element());
    const drawings = stand.page.locator('[part=image] > [part=drawing]');
    const pictures = stand.page.locator('img');
    await expectSoon(async () => (await drawings.count()) === 3 && (await pictures.count()) === 1);
    const looks = await drawings.evaluateAll((all) =>
      all.map((drawing) => ({
        sign: drawing.querySelector('.sign')!.getAttribute('d'),
        hue: getComputedStyle(drawing.parentElement!).backgroundColor,
      })),
    );
    expect(looks.map(({ sign }) => sign)).toEqual([DRAWINGS.pot, DRAWINGS.pot, DRAWINGS.box]);
    expect(new Set(looks.map(({ hue }) => hue)).size).toBe(3);
  });

  it('stand below a heading of the page’s own words and level, or below none', async () => {
    const loved = stand.element('use-case="best-sellers" heading="Loved by others" heading-level="3"');
    await stand.open(loved + stand.element('use-case="most-viewed" heading=""'));
    await stand.shelf('Loved by others').waitFor();
    await expectSoon(async () => (await stand.cards().count()) === 12);
    const headings = stand.page.getByRole('heading', { level: 3 });
    expect(await headings.allTextContents()).toEqual(['Loved by others']);
    expect(await stand.page.getByRole('heading', { level: 2 }).count()).toBe(0);
    await stand.page.evaluate(() => {
      const element = customElements.get('recommended-items') as ElementClass;
      element.headings.fr = { 'best-sellers': 'Meilleures ventes' };
      const shelf = document.querySelector('recommended-items')!;
      shelf.lang = 'fr';
      shelf.removeAttribute('heading');
    });
    await stand.shelf('Meilleures ventes').waitFor();
  });

  it('can be the shop’s own, which its style sheet reaches', async () => {
    stand.offer(...items(1), { itemId: 'b', name: 'Bare' }, { itemId: 'x', name: 'Third', category: 'toys' });
    stand.shop.style = '.own { color: rgb(1, 2, 3) }';
    const own =
      '<template><a class="own" data-item="link"><img data-item="image" class="pic"><b data-item="name"></b>' +
      '<i data-item="category"></i><s data-item="price"></s></a></template>';
    await stand.show(stand.element('use-case="best-sellers" consent', `${own}<p>From the server</p>`));
    const cards = stand.page.locator('a.own');
    expect(await cards.allTextContents()).toEqual(['Bowl item-1kitchen€12.50', 'Bare', 'Thirdtoys']);
    expect(await cards.first().evaluate((card) => getComputedStyle(card).color)).toBe('rgb(1, 2, 3)');
    expect((await images()).map(({ alt }) => alt)).toEqual(['']);
    expect(await stand.page.getByText('From the server').isVisible()).toBe(false);
    await cards.first().click();
    await expectSoon(() => stand.events().some((event) => event.startsWith('Click')));
  });

  it('are replaced by the next answer, the shop’s own as well, and keep the focus', async () => {
    const mostViewed = stand.element('use-case="most-viewed"', card());
    await stand.show(stand.element() + mostViewed, 'Most viewed');
    await stand.shelf().getByRole('link').nth(2).focus();
    stand.offer(...items(4, 'new-'));
    await stand.page.evaluate(() => {
      for (const shelf of document.querySelectorAll('recommended-items')) shelf.reload();
    });
    const own = stand.page.locator('b');
    await expectSoon(async () => (await own.first().textContent()) === 'Bowl new-1');
    await expectSoon(async () => (await stand.names()).includes('Bowl new-1'));
    expect(await own.count()).toBe(4);
    const focused = await stand.page.evaluate(
      () => document.activeElement!.shadowRoot!.activeElement!.querySelector('[part=name]')!.textContent,
    );
    expect(focused).toBe('Bowl new-3');
  });

  it('wait for content of a page that is still being parsed', async () => {
    stand.shop.reply = () => new Promise(() => {});
    await stand.open('<p>No shelf yet</p>');
    await stand.page.evaluate((api) => {
      const shelf = document.createElement('recommended-items');
      shelf.setAttribute('api', api);
      shelf.setAttribute('use-case', 'best-sellers');
      document.body.append(shelf);
    }, stand.shop.api);
    await stand.page.locator('[aria-busy]').waitFor();
    await stand.page.evaluate(() =>
      document.querySelector('recommended-items')!.append(document.createElement('p')),
    );
    await expectSoon(async () => (await stand.page.locator('[aria-busy]').count()) === 0);
    expect(await stand.page.locator('recommended-items > p').count()).toBe(1);
  });
});
