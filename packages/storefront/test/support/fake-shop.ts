import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answer, Item } from '../../src/ask';
import type { Sent } from '../../src/events';
import type { Ranking } from '../../src/ranked-items';
import { buildElement, ELEMENTS } from '../../build-element.cjs';

/** A request of a shelf. */
export interface Question {
  readonly path: string;
  readonly useCase: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
}

/** A list to rank, and the user. */
export interface Given {
  readonly path: string;
  readonly items: readonly string[];
  readonly session?: string;
  readonly headers: IncomingMessage['headers'];
}

/** What the fake API answers to a shelf, or to a list of items. */
export interface Reply<Body = Partial<Answer>> {
  readonly status?: number;
  readonly body: Body | { readonly message: string };
}

/** How the API answers to events; undefined drops the connection. */
type Taken = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | undefined;

export type FakeShop = Awaited<ReturnType<typeof newFakeShop>>;

/** Items `PREFIX1`, `PREFIX2`, … as the API describes them. */
export const items = (count: number, prefix = 'item-'): Item[] =>
  Array.from({ length: count }, (_, at) => ({
    itemId: `${prefix}${at + 1}`,
    name: `Bowl ${prefix}${at + 1}`,
    price: 12.5 + at,
    currency: 'EUR',
    category: 'kitchen',
    image: `/pictures/${at + 1}.svg`,
    link: `/products/${prefix}${at + 1}`,
  }));

/** An answer with these items. */
export const answer = (list: readonly Item[], recommendationId = 'RID-1'): Reply => ({
  body: { from: 'live', because: 'asked', recommendationId, items: list },
});

/** Scripts that the API serves, by path. */
const SCRIPTS: ReadonlyMap<string, string> = new Map(
  ELEMENTS.map((name) => [`/${name}.js`, buildElement(name)]),
);
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="teal"/></svg>';

async function newFakeShop() {
  const pages = createServer((request, response) => sendPage(request, response));
  const api = createServer((request, response) => void answerApi(request, response));
  const shop = {
    page: await listen(pages),
    api: await listen(api),
    body: '',
    /** Attributes of the page's html element. */
    html: 'lang="en"',
    style: '',
    reply: (_question: Question): Reply | Promise<Reply> => answer(items(6)),
    take: (): Taken => ({ status: 202 }),
    /** The status with which the API admits the next guest; 201 for a new one. */
    admit: () => 201,
    guests: 0,
    rank: ({ items }: Given): Reply<Ranking> | Promise<Reply<Ranking>> => ({
      body: { from: 'live', recommendationId: 'RID-2', items: items.map((itemId) => ({ itemId })).reverse() },
    }),
    questions: [] as Question[],
    rankings: [] as Given[],
    sent: [] as (Sent & Pick<Question, 'headers'>)[],
    /** Requests that the browser aborted. */
    aborted: 0,
    close: () => {
      for (const server of [pages, api]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };

  function sendPage({ url = '' }: IncomingMessage, response: ServerResponse): void {
    if (url.startsWith('/pictures/')) response.setHeader('content-type', 'image/svg+xml').end(PICTURE);
    else if (url === '/style.css') response.setHeader('content-type', 'text/css').end(shop.style);
    else if (url === '/favicon.ico') response.writeHead(204).end();
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(documentOf(shop));
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, shop.api);
    response.on('close', () => (shop.aborted += response.writableEnded ? 0 : 1));
    response.setHeader('access-control-allow-origin', shop.page);
    response.setHeader('access-control-allow-headers', 'authorization, x-user-token');
    response.setHeader('access-control-expose-headers', 'etag, retry-after');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const script = SCRIPTS.get(pathname);
    if (script !== undefined)
      return void response.setHeader('content-type', 'text/javascript; charset=utf-8').end(script);
    response.setHeader('content-type', 'application/json');
    const { headers } = request;
    if (pathname === '/guests') {
      const number = ++shop.guests;
      const expires = Math.floor(Date.now() / 1_000) + 3_600;
      const guest = { guest: `guest:${number}`, token: `guest.${number}`, expires };
      const status = shop.admit();
      return void response.writeHead(status).end(JSON.stringify(status === 201 ? guest : { message: 'no' }));
    }
    if (pathname === '/events') {
      const body = JSON.parse(await text(request)) as Sent;
      shop.sent.push({ ...body, headers });
      const taken = shop.take();
      if (!taken) return void request.socket.destroy();
      const accepted = taken.status === 202 ? body.events.length : 0;
      return void response.writeHead(taken.status, taken.headers).end(JSON.stringify({ accepted }));
    }
    if (pathname.endsWith('/ranking')) {
      const given = { ...(JSON.parse(await text(request)) as Given), path: pathname, headers };
      shop.rankings.push(given);
      const { status = 200, body } = await shop.rank(given);
      return void response.writeHead(status).end(JSON.stringify(body));
    }
    const useCase = pathname.split('/').at(-1)!;
    const question = { path: pathname, useCase, query: Object.fromEntries(searchParams), headers };
    shop.questions.push(question);
    const { status = 200, body } = await shop.reply(question);
    response.writeHead(status).end(JSON.stringify({ useCase, ...body }));
  }

  return shop;
}

/** A shop's page and its API, which has another origin, as on AWS. Both are on loopback. */
export const startFakeShop: typeof newFakeShop = newFakeShop;

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The content security policy is as strict as a shop's can be: nothing inline, and no other host but the API. */
const documentOf = ({
  api,
  body,
  html,
}: Readonly<Record<'api' | 'body' | 'html', string>>): string => `<!doctype html>
<html ${html}><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta http-equiv="content-security-policy"
  content="default-src 'none'; script-src ${api}; connect-src ${api}; img-src 'self'; style-src 'self'">
<link rel="stylesheet" href="/style.css">
${[...SCRIPTS.keys()].map((path) => `<script type="module" src="${api}${path}"></script>`).join('\n')}
</head><body><main><h1>Shop</h1>${body}</main></body></html>`;
