import { html } from './html.mjs';

/** The shop's own headings, by use case. */
const HEADINGS = {
  'recommended-for-you': 'Recommended for you',
  'best-sellers': 'Best sellers',
  'most-viewed': 'Most viewed',
  'frequently-bought-together': 'Goes well with it',
  'customers-who-viewed-x-also-viewed': 'Customers also viewed',
};
const USERS = ['1', '2', '3', '4', '5'];

const money = (price) => `$${price.toFixed(2)}`;
const addressOf = (category) => `/categories/${category}`;

/** An item in a list. */
const card = ({ itemId, name, price }) =>
  html`<a class="card" href="/products/${itemId}">
    <img src="/pictures/${itemId}.svg" alt="" width="240" height="180" loading="lazy" />
    <span class="name">${name}</span>
    <span class="price">${money(price)}</span>
  </a>`;

/** The same card, which the element fills. */
const CARD = html`<template>
  <a class="card" data-item="link">
    <img data-item="image" width="240" height="180" />
    <span class="name" data-item="name"></span>
    <span class="price" data-item="price"></span>
  </a>
</template>`;

/** A shelf. The answer is what it shows without JavaScript, and until the element has the visitor's own. */
function shelf({ api, userToken, consent, cart }, useCase, item, answer) {
  const items = (answer?.items ?? []).filter(({ itemId }) => !cart.includes(itemId));
  const rendered =
    items.length > 0 &&
    html`<h2>${answer.because === 'asked' ? HEADINGS[useCase] : 'Popular in this shop'}</h2>
      <ul class="shelf">
        ${items.map((one) => html`<li>${card(one)}</li>`)}
      </ul>`;
  return html`<recommended-items
    api="${api}"
    use-case="${useCase}"
    item="${item}"
    user-token="${userToken}"
    consent="${consent === 'yes' ? 'true' : 'false'}"
    exclude="${cart.join()}"
    num="10"
    heading="${HEADINGS[useCase]}"
    link="/products/{itemId}"
    image="/pictures/{itemId}.svg"
  >
    ${CARD} ${rendered}
  </recommended-items>`;
}

/** The visitor's own shelf, for whoever is signed in or agrees to be remembered. */
const personalShelf = (visit) =>
  (visit.user || visit.consent === 'yes') && shelf(visit, 'recommended-for-you');

/** A list in the order that suits the visitor, where the stack has a ranking; else in the given one. */
function ranked({ api, userToken, hasRanking }, items) {
  const list = html`<ul class="grid">
    ${items.map((item) => html`<li data-item-id="${item.itemId}">${card(item)}</li>`)}
  </ul>`;
  return hasRanking
    ? html`<ranked-items api="${api}" user-token="${userToken}">${list}</ranked-items>`
    : list;
}

const consentBanner = html`<section class="banner" aria-label="Privacy">
  <p>May we remember what you look at, to recommend what suits you? We ask once.</p>
  <form method="post" action="/consent">
    <button name="consent" value="yes">Yes, remember</button>
    <button name="consent" value="no">No, thank you</button>
  </form>
</section>`;

const account = ({ user }) =>
  user
    ? html`<form method="post" action="/sign-in">
        <span>User ${user}</span>
        <button class="quiet">Sign out</button>
      </form>`
    : html`<form method="post" action="/sign-in">
        <select name="user" aria-label="User">
          ${USERS.map((one) => html`<option value="${one}">User ${one}</option>`)}
        </select>
        <button class="quiet">Sign in</button>
      </form>`;

const category = (name, path) =>
  html`<li>
    <a href="${addressOf(name)}" ${path === addressOf(name) && html`aria-current="page"`}>${name}</a>
  </li>`;

/** A whole page. `data` tells shop.js what the page is about. */
const page = (title, visit, main, data = {}) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – The small shop</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/shop.css" />
        <script type="module" src="${visit.api}/recommended-items.js"></script>
        ${visit.hasRanking && html`<script type="module" src="${visit.api}/ranked-items.js"></script>`}
        <script type="module" src="/shop.js"></script>
      </head>
      <body>
        ${!visit.consent && consentBanner}
        <header>
          <a class="logo" href="/">The small shop</a>
          <form role="search" action="/search">
            <input type="search" name="q" aria-label="Search the shop" value="${visit.query}" required />
            <button>Search</button>
          </form>
          ${account(visit)}
          <a class="cart" href="/cart">Cart <b>${visit.cart.length}</b></a>
        </header>
        <nav aria-label="Categories">
          <ul>
            ${visit.categories.map((name) => category(name, visit.path))}
          </ul>
        </nav>
        <main
          data-item="${data.item}"
          data-price="${data.price}"
          data-bought="${data.bought && JSON.stringify(data.bought)}"
          data-user-token="${data.userToken}"
        >
          ${main}
        </main>
        <footer>
          <form method="post" action="/consent">
            <button class="quiet">Choose again what we remember</button>
          </form>
        </footer>
      </body>
    </html>`;

export const homePage = (visit, answers) =>
  page(
    'Welcome',
    visit,
    html`<h1>Welcome</h1>
      ${personalShelf(visit)} ${shelf(visit, 'best-sellers', '', answers['best-sellers'])}
      ${shelf(visit, 'most-viewed', '', answers['most-viewed'])}`,
  );

/** The element for shelves is on this page in any case: it tells the other one whether the visitor agrees. */
export const listPage = (title, visit, items, answers) =>
  page(
    title,
    visit,
    html`<h1>${title}</h1>
      <p>${items.length} ${items.length === 1 ? 'item' : 'items'}</p>
      ${ranked(visit, items)}
      ${personalShelf(visit) || shelf(visit, 'best-sellers', '', answers['best-sellers'])}`,
  );

export function productPage({ itemId, name, category, description, price }, visit, answers) {
  const main = html`<article>
      <img src="/pictures/${itemId}.svg" alt="" width="480" height="360" />
      <div>
        <p><a href="${addressOf(category)}">${category}</a></p>
        <h1>${name}</h1>
        <p>${description}</p>
        <p class="price">${money(price)}</p>
        ${
          visit.cart.includes(itemId)
            ? html`<p>In your <a href="/cart">cart</a>.</p>`
            : html`<form id="add" method="post" action="/cart">
                <button name="add" value="${itemId}">Add to cart</button>
              </form>`
        }
      </div>
    </article>
    ${Object.entries(answers).map(([useCase, answer]) => shelf(visit, useCase, itemId, answer))}
    ${personalShelf(visit)}`;
  return page(name, visit, main, { item: itemId, price });
}

export function cartPage(items, visit, answers) {
  const line = ({ itemId, name, price }) =>
    html`<li>
      <img src="/pictures/${itemId}.svg" alt="" width="80" height="60" />
      <a href="/products/${itemId}">${name}</a>
      <span class="price">${money(price)}</span>
      <form method="post" action="/cart">
        <button class="quiet" name="remove" value="${itemId}" aria-label="Remove ${name}">Remove</button>
      </form>
    </li>`;
  const order = visit.user
    ? html`<form method="post" action="/orders"><button>Buy now</button></form>`
    : html`<p>Sign in to buy: a purchase belongs to somebody.</p>`;
  const total = items.reduce((sum, { price }) => sum + price, 0);
  const filled = html`<ul class="lines">
      ${items.map(line)}
    </ul>
    <p>Total <b class="price">${money(total)}</b></p>
    ${order}`;
  return page(
    'Your cart',
    visit,
    html`<h1>Your cart</h1>
      ${items.length > 0 ? filled : html`<p>It is empty.</p>`}
      ${Object.entries(answers).map(([useCase, answer]) => shelf(visit, useCase, visit.cart.at(-1), answer))}`,
  );
}

/** The confirmation, from which shop.js tells what was bought. */
export function thanksPage(items, visit, userToken) {
  const bought = items.map(({ itemId, price }) => ({ itemId, quantity: 1, price }));
  const main = html`<h1>Thank you, user ${visit.user}</h1>
    <p role="status">Bought: ${items.map(({ name }) => name).join(', ')}.</p>
    ${personalShelf(visit)}`;
  return page('Thank you', visit, main, { bought, userToken });
}

export const noPage = (visit) =>
  page(
    'Not found',
    visit,
    html`<h1>Not found</h1>
      <p><a href="/">To the shop</a></p>`,
  );
