import type { RequestListener } from 'node:http';
import type { Browser } from 'playwright-core';
import { buildElement } from '@ecommerce-recommenders/storefront/build-element.cjs';
import { noBrowser, openBrowser, serveLocally, watched } from '../browser';
import type { Measurement, Sample } from '../measurement';

const ITEMS = Array.from({ length: 10 }, (_, at) => ({
  itemId: `${at}`,
  name: `Bowl ${at}`,
  price: 12.5 + at,
  currency: 'EUR',
  image: '/picture.svg',
  link: `/products/${at}`,
}));
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>';

/** A minimal script that fetches and renders the items, and does nothing else that the element does. */
const OWN_SCRIPT = `const api = new URL(import.meta.url).origin;
const { items } = await (await fetch(api + '/recommendations/best-sellers')).json();
const list = document.querySelector('ul');
for (const { name, image, link, price, currency } of items) {
  const picture = Object.assign(new Image(192, 192), { src: image, alt: '' });
  const anchor = Object.assign(document.createElement('a'), { href: link });
  anchor.append(picture, name, new Intl.NumberFormat('en', { style: 'currency', currency }).format(price));
  list.appendChild(document.createElement('li')).append(anchor);
}`;
const RENDERED = ITEMS.map(
  ({ name, image, link, price }) =>
    `<li><a href="${link}"><img src="${image}" alt="" width="192" height="192">${name}€${price}</a></li>`,
).join('');

/** Pages by path, without the common markup. `API` is replaced with the API's address. */
const PAGES: Readonly<Record<string, string>> = {
  '/element': `<script type="module" src="API/recommended-items.js"></script>
    <style>recommended-items { display: block; min-block-size: 20rem }</style>
    <recommended-items api="API" use-case="best-sellers"></recommended-items>`,
  '/own': '<script type="module" src="API/own.js"></script><section><ul></ul></section>',
  '/rendered': `<section><ul>${RENDERED}</ul></section>`,
};

/** Runs in every page. Records when a shelf with all of its links is painted, and how far the page has shifted. */
const WATCH = `globalThis.shift = 0;
new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value; })
  .observe({ type: 'layout-shift', buffered: true });
const look = () => {
  const root = document.querySelector('recommended-items')?.shadowRoot ?? document;
  if (root.querySelectorAll('section:not([aria-busy]) a[href]').length === ${ITEMS.length})
    requestAnimationFrame(() => { globalThis.shownMs = performance.now(); });
  else requestAnimationFrame(look);
};
look();`;

/** Time from opening a page until its shelf of ten items is shown. Everything is on loopback, with empty caches. */
export const timeToShelf: Measurement = {
  title: 'Time to a shelf in the browser',
  unit: 's',
  goal: '≤ 1.3× of a script of one’s own that only asks and shows; no layout shift',
  prepare: async (setup) => {
    const missing = noBrowser();
    if (missing !== undefined) return [{ name: 'this project', missing, run: none }];
    const api = await serveLocally(answerApi, setup);
    const pages = await serveLocally((request, response) => sendPage(api, request.url!, response), setup);
    const browser = await openBrowser(setup);
    const open = (path: string) => () => timeOf(browser, `${pages}${path}`);
    return [
      { name: 'this project', run: open('/element') },
      { name: 'a script of one’s own', run: open('/own') },
      { name: 'rendered by the server', run: open('/rendered') },
    ];
  },
};

const none = (): Promise<Sample> => Promise.reject(new Error('no browser'));

/** @throws Error if the element shifts the page */
async function timeOf(browser: Browser, address: string): Promise<Sample> {
  const { shownMs, shift } = await watched(browser, address, WATCH, ['shift']);
  if (shift > 0 && address.endsWith('/element')) throw new Error(`The page shifts by ${shift}.`);
  return { value: shownMs / 1000 };
}

const ELEMENT = buildElement('recommended-items');
const ANSWERS: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/recommended-items.js': ['text/javascript', ELEMENT],
  '/own.js': ['text/javascript', OWN_SCRIPT],
};
const ANSWER = JSON.stringify({ useCase: 'best-sellers', from: 'live', items: ITEMS });

const answerApi: RequestListener = ({ url }, response) => {
  const [type, body] = ANSWERS[url!] ?? ['application/json', ANSWER];
  response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body);
};

function sendPage(api: string, path: string, response: Parameters<RequestListener>[1]): void {
  if (PAGES[path] === undefined) return void response.setHeader('content-type', 'image/svg+xml').end(PICTURE);
  const body = PAGES[path].replaceAll('API', api);
  response
    .setHeader('content-type', 'text/html; charset=utf-8')
    .end(`<!doctype html><html lang="en"><title>Shop</title><body><h1>Shop</h1>${body}<p>Below</p>`);
}
