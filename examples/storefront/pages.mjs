/** Pages as text, in which whatever is put in is escaped. */
const html = (parts, ...values) => parts.reduce((text, part, at) => text + escaped(values[at - 1]) + part);

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (value = '') =>
  value instanceof Markup ? value.text : String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

/** Text that is markup already. */
class Markup {
  constructor(text) {
    this.text = text;
  }
}
const markup = (...parts) => new Markup(html(...parts));

/** Where the data has no link or image, these patterns make them. */
const shelf = ({ api, userToken }, useCase, item = '') => markup`
<recommended-items api="${api}" use-case="${useCase}" item="${item}" user-token="${userToken}" num="10"
  link="/products/{itemId}" image="/pictures/{itemId}.svg"></recommended-items>`;

const USERS = ['1', '2', '3', '4', '5'];

const option = (user, signedIn) =>
  user === signedIn
    ? markup`<option value="${user}" selected>User ${user}</option>`
    : markup`<option value="${user}">User ${user}</option>`;

const joined = (parts) => new Markup(parts.map(({ text }) => text).join(''));

function page(title, main, { api, user, path }) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/shop.css" />
        <link rel="modulepreload" href="${api}/recommended-items.js" />
        <script type="module" src="${api}/recommended-items.js"></script>
        <script type="module" src="/shop.js"></script>
      </head>
      <body>
        <header>
          <a href="/">The small shop</a>
          <form action="/sign-in">
            <input type="hidden" name="back" value="${path}" />
            <label
              >Signed in as
              <select name="user">
                <option value="">nobody</option>
                ${joined(USERS.map((one) => option(one, user)))}
              </select></label
            >
            <button>Go</button>
          </form>
          <label><input type="checkbox" id="consent" /> May we remember what you look at?</label>
        </header>
        <main>${main}</main>
      </body>
    </html>`;
}

export const homePage = (visit) =>
  page(
    'The small shop',
    markup`<h1>Welcome</h1>
${shelf(visit, 'recommended-for-you')}
${shelf(visit, 'best-sellers')}
${shelf(visit, 'most-viewed')}`,
    visit,
  );

export const productPage = ({ id, name, category, description, price }, visit) =>
  page(
    name,
    markup`<article data-item="${id}" data-price="${price}">
<img src="/pictures/${id}.svg" alt="" width="320" height="320">
<div>
<h1>${name}</h1>
<p>${category}</p>
<p>${description}</p>
<p><b>$${price}</b></p>
<button id="buy">Buy</button>
<p id="bought" role="status"></p>
</div>
</article>
${shelf(visit, 'frequently-bought-together', id)}
${shelf(visit, 'customers-who-viewed-x-also-viewed', id)}
${shelf(visit, 'recommended-for-you')}`,
    visit,
  );

/** A picture of an item that has none: two circles whose colour comes from the category. */
export function drawing({ id, category }) {
  const [hue, across, down] = [numberOf(category) % 360, numberOf(id) % 100, numberOf(id + id) % 100];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="hsl(${hue} 45% 85%)"/>
<circle cx="${across}" cy="${down}" r="38" fill="hsl(${hue} 50% 60%)"/><circle cx="${down}" cy="${across}" r="20" fill="hsl(${hue} 60% 45%)"/></svg>`;
}

const numberOf = (text) => [...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 65_521, 7);
