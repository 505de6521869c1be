/**
 * A small shop with recommendations in its pages: it renders pages, and signs who is signed in. All else the element does.
 *
 *     STACK=EcommerceRecommenders PORT=8080 node server.mjs
 *
 * The stack needs the setting api with this page's origin, `-c api='{"origins":["http://127.0.0.1:8080"]}'`.
 */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { KMSClient } from '@aws-sdk/client-kms';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { readCatalogue } from './catalogue.mjs';
import { drawing, homePage, productPage } from './pages.mjs';
import { userTokens } from './user-tokens.mjs';

const { STACK = 'EcommerceRecommenders', PORT = '8080' } = process.env;
const ARCHIVE = new URL('../../assets/RetailSampleDataSet.tar.gz', import.meta.url);

const { Stacks } = await new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName: STACK }));
const outputs = Object.fromEntries(Stacks[0].Outputs.map((output) => [output.OutputKey, output.OutputValue]));
const { ApiUrl: api, UserTokenKeyArn: keyArn } = outputs;
if (!api) throw new Error(`The stack ${STACK} has no API. Deploy it with the setting api.`);

const catalogue = await readCatalogue(ARCHIVE);
const tokenOf = userTokens({ kms: new KMSClient({}), keyArn });
const FILES = {
  '/shop.css': ['text/css', await readFile(new URL('shop.css', import.meta.url))],
  '/shop.js': ['text/javascript', await readFile(new URL('shop.js', import.meta.url))],
};

/** Nothing inline, and no other host but the API. */
const POLICY = [
  "default-src 'none'",
  `script-src 'self' ${api}`,
  `connect-src 'self' ${api}`,
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Who is signed in. A real shop has passwords and sessions; here whoever says so is user 1. */
const userOf = ({ headers }) => /(?:^|; )user=(\d{1,6})/.exec(headers.cookie ?? '')?.[1];

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const [, folder, id] = /^\/(products|pictures|orders)\/([\w-]+)(?:\.svg)?$/.exec(pathname) ?? [];
  const user = userOf(request);
  const visit = { api, user, userToken: user && (await tokenOf(user)), path: pathname };
  const html = (page) => response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
  const item = catalogue.get(id);

  if (FILES[pathname]) {
    const [type, content] = FILES[pathname];
    response.setHeader('Content-Type', `${type}; charset=utf-8`).end(content);
  } else if (pathname === '/') html(homePage(visit));
  else if (pathname === '/sign-in') {
    const chosen = /^\d{1,6}$/.exec(searchParams.get('user') ?? '')?.[0];
    const cookie = `user=${chosen ?? ''}; Path=/; HttpOnly; SameSite=Strict${chosen ? '' : '; Max-Age=0'}`;
    // A page of this shop alone: whoever made the link chooses no other place.
    const back = /^\/products\/[\w-]+$/.exec(searchParams.get('back') ?? '')?.[0] ?? '/';
    response.writeHead(303, { 'Set-Cookie': cookie, Location: back }).end();
  } else if (item && folder === 'orders' && request.method === 'POST' && user) {
    // Here a real shop takes the order and the money. Only then it says what was bought.
    const userToken = await tokenOf(user, [id]);
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ userToken }));
  } else if (item && folder === 'products') html(productPage(item, visit));
  else if (item && folder === 'pictures')
    response.setHeader('Content-Type', 'image/svg+xml').end(drawing(item));
  else response.writeHead(404).end('Not found.');
}

const server = createServer(async (request, response) => {
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // A name that somebody else has pointed to this machine.
  if (request.headers.host !== `127.0.0.1:${server.address().port}`) return response.writeHead(403).end();
  try {
    await answer(request, response);
  } catch (error) {
    console.error(error);
    response.writeHead(502).end('No answer.');
  }
});

server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
