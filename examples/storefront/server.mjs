/**
 * A small shop with recommendations in its pages: it renders pages, and signs who is signed in. All else the elements do.
 *
 *     STACK=EcommerceRecommenders PORT=8080 node server.mjs
 *
 * The stack needs the setting api with this page's origin, `-c api='{"origins":["http://127.0.0.1:8080"]}'`.
 */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { KMSClient } from '@aws-sdk/client-kms';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { found, readCatalogue } from './catalogue.mjs';
import { cartPage, homePage, listPage, noPage, productPage, thanksPage } from './pages.mjs';
import { pictureFile } from './pictures.mjs';
import { recommendations } from './recommendations.mjs';
import { userTokens } from './user-tokens.mjs';
import { cookieOf, formOf, visitOf } from './visit.mjs';

const { STACK = 'EcommerceRecommenders', PORT = '8080' } = process.env;
const origin = `http://127.0.0.1:${PORT}`;
const ARCHIVE = new URL('../../assets/RetailSampleDataSet.tar.gz', import.meta.url);

const { Stacks } = await new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName: STACK }));
const outputs = Object.fromEntries(Stacks[0].Outputs.map((output) => [output.OutputKey, output.OutputValue]));
const { ApiUrl: api, UserTokenKeyArn: keyArn, RankingCampaignArn } = outputs;
if (!api) throw new Error(`The stack ${STACK} has no API. Deploy it with the setting api.`);

const catalogue = await readCatalogue(ARCHIVE);
const items = [...catalogue.values()];
const categories = [...new Set(items.map(({ category }) => category))];
const itemsIn = (cart) => cart.map((id) => catalogue.get(id));
const tokenOf = userTokens({ kms: new KMSClient({}), keyArn });
const recommend = recommendations(api);

/** Nothing inline, and no other host but the API. */
const POLICY = [
  "default-src 'none'",
  `script-src 'self' ${api}`,
  `connect-src ${api}`,
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the API recommends to everybody, by use case: pages show it without JavaScript. */
async function answersTo(useCases, item) {
  const answers = await Promise.all(useCases.map((useCase) => recommend(useCase, item)));
  return Object.fromEntries(useCases.map((useCase, at) => [useCase, answers[at]]));
}

/** Pages by the first part of their path, which the second completes; no page for what is not there. */
const PAGES = {
  '': async (visit) => homePage(visit, await answersTo(['best-sellers', 'most-viewed'])),
  categories: async (visit, name) => {
    const ofCategory = items.filter(({ category }) => category === name);
    return ofCategory.length > 0 && listPage(name, visit, ofCategory, await answersTo(['best-sellers']));
  },
  search: async (visit) => {
    const title = `Found for “${visit.query}”`;
    return listPage(title, visit, found(items, visit.query), await answersTo(['best-sellers']));
  },
  products: async (visit, id) => {
    const useCases = ['frequently-bought-together', 'customers-who-viewed-x-also-viewed'];
    return catalogue.has(id) && productPage(catalogue.get(id), visit, await answersTo(useCases, id));
  },
  cart: async (visit) => {
    const last = visit.cart.at(-1);
    const answers = await answersTo([last ? 'frequently-bought-together' : 'best-sellers'], last);
    return cartPage(itemsIn(visit.cart), visit, answers);
  },
  // Where signing out on the page of an order leads.
  orders: (visit) => PAGES.cart(visit),
};

/** Forms by their path: each returns the cookie that it sets. */
const FORMS = {
  '/consent': (form) => cookieOf('consent', /^(yes|no)$/.exec(form.get('consent'))?.[0]),
  '/sign-in': (form) => cookieOf('user', /^\d{1,6}$/.exec(form.get('user'))?.[0]),
  '/cart': (form, { cart }) => {
    const [added, removed] = [form.get('add'), form.get('remove')];
    const others = cart.filter((id) => id !== added && id !== removed);
    return cookieOf('cart', [...others, ...(catalogue.has(added) ? [added] : [])].join('.'));
  },
};

const FILES = {
  '/shop.css': ['text/css', await readFile(new URL('shop.css', import.meta.url))],
  '/shop.js': ['text/javascript', await readFile(new URL('shop.js', import.meta.url))],
};

/** An answer to a request: a status, headers and a body. */
const sent = (type, body, status = 200, headers = {}) => [
  status,
  { 'Content-Type': `${type}; charset=utf-8`, ...headers },
  body,
];

async function show(visit, folder, name) {
  if (FILES[visit.path]) return sent(...FILES[visit.path]);
  if (folder === 'pictures' && catalogue.has(name))
    return sent('image/svg+xml', pictureFile(catalogue.get(name)), 200, {
      'Cache-Control': 'max-age=3600',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
  const page = Object.hasOwn(PAGES, folder) && (await PAGES[folder](visit, name));
  return page ? sent('text/html', `${page}`) : sent('text/html', `${noPage(visit)}`, 404);
}

async function take(visit, form, referer) {
  if (visit.path === '/orders' && visit.user && visit.cart.length > 0) {
    // Here a real shop takes the order and the money. Only then it says what was bought.
    const userToken = await tokenOf(visit.user, visit.cart);
    const page = thanksPage(itemsIn(visit.cart), { ...visit, cart: [] }, userToken);
    return sent('text/html', `${page}`, 200, { 'Set-Cookie': cookieOf('cart') });
  }
  const cookie = FORMS[visit.path]?.(form, visit);
  const ofPage = referer?.startsWith(`${origin}/`) ? referer : '/';
  const Location = ['/cart', '/orders'].includes(visit.path) ? '/cart' : ofPage;
  return [303, { Location, ...(cookie && { 'Set-Cookie': cookie }) }];
}

async function answer(request) {
  const { pathname: path, searchParams } = new URL(request.url, origin);
  const { user, cart, consent } = visitOf(request.headers);
  const visit = {
    user,
    cart: cart.filter((id) => catalogue.has(id)),
    consent,
    userToken: user && (await tokenOf(user)),
    path,
    query: searchParams.get('q') ?? '',
    categories,
    api,
    hasRanking: RankingCampaignArn !== undefined,
  };
  if (request.method === 'POST') {
    // From a page of this shop alone.
    if (request.headers.origin !== origin) return [403];
    return take(visit, await formOf(request), request.headers.referer);
  }
  const [, folder, name] = path.split(/[/.]/);
  return show(visit, folder, name);
}

createServer(async (request, response) => {
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // Pages hold tokens.
  response.setHeader('Cache-Control', 'no-store');
  // A name that somebody else has pointed to this machine.
  if (request.headers.host !== new URL(origin).host) return response.writeHead(403).end();
  try {
    const [status, headers, body] = await answer(request);
    response.writeHead(status, headers).end(body);
  } catch (error) {
    console.error(error);
    response.writeHead(502).end('No answer.');
  }
}).listen(Number(PORT), '127.0.0.1', () => console.log(origin));
