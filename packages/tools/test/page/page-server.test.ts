import { get } from 'node:http';
import { gzipSync } from 'node:zlib';
import { DeploymentLog } from '../../src/page/deployment-log';
import { PAGE } from '../../src/page/bundle-page';
import { servePage, type Page } from '../../src/page/page-server';
import { Shop } from '../../src/page/shop';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import type { PageAnswers } from '../../src/page/page-answers';
import { printedByNobody } from '../../../../test/support/another-user';
import { startPageShop, type PageShop } from './support/page-shop';
import { describeWith } from '../../../../test/support/prerequisites';

const ASKED = '/api/recommend?useCase=';
const LONG = 'é'.repeat(257);
const TOO_LONG = 'has 257 characters, allowed are 256.';
const EVENT = { userId: 'u', itemId: 'item-1', eventType: 'View' };

describe('the page’s server', () => {
  let stand: PageShop;
  let page: Page;
  let shop: () => Promise<Shop>;
  let isFree = false;
  const deployment = new DeploymentLog();
  const profile = async () => '<!doctype html><p>profile</p>';
  const served = { port: 0, deployment, shop: () => shop(), profile };

  beforeAll(async () => {
    stand = await startPageShop();
    page = await servePage({ ...served, measuresItself: async () => isFree });
  });
  beforeEach(() => {
    shop = async () => stand.shop;
  });
  afterAll(async () => {
    await page.close();
    await stand.close();
  });

  const fetchPage = (path: string, init?: RequestInit) => fetch(`${page.address}${path.slice(1)}`, init);
  async function ask<Path extends keyof PageAnswers>(
    path: Path,
    query: Record<string, string> | [string, string][] = {},
  ): Promise<PageAnswers[Path] & { readonly error?: string }> {
    const response = await fetchPage(`${path}?${new URLSearchParams(query).toString()}`);
    return (await response.json()) as never;
  }
  const answered = async (response: Response) =>
    [response.status, ((await response.json()) as { error?: string }).error] as const;
  const post = async (body: unknown, type = 'application/json') => {
    const init = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) };
    return answered(await fetchPage('/api/events', init));
  };
  /** The request has headers that `fetch` forbids. */
  const statusFor = (headers: Record<string, string>, path = ''): Promise<number | undefined> =>
    new Promise((resolve) =>
      get(`${page.address}${path}`, { headers, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }),
    );

  it('serves a document with a strict content security policy', async () => {
    const response = await fetchPage('/');
    const text = await response.text();
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self'; style-src 'self'; " +
        "connect-src 'self'; img-src 'self' data: https:; frame-src 'self'; frame-ancestors 'none'",
    );
    expect(text).not.toMatch(/<style|style=|<script(?! type="module" src=)/);
    // The profile is within the page alone, with the style that it holds.
    expect((await fetchPage('/profile')).headers.get('content-security-policy')).toMatch(
      /^default-src 'none';.* style-src 'unsafe-inline'; frame-ancestors 'self'$/,
    );
  });

  it('serves script and style under hashed, immutable paths, in at most 80 kB as a browser loads them', async () => {
    const text = await (await fetchPage('/')).text();
    const paths = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path);
    const files = await Promise.all(paths.map(async (path) => fetchPage(path)));
    expect(files.map(({ headers }) => headers.get('content-type'))).toEqual([
      'text/css; charset=utf-8',
      'text/javascript; charset=utf-8',
    ]);
    for (const { headers } of files) expect(headers.get('cache-control')).toContain('immutable');
    const bodies = await Promise.all(files.map((file) => file.arrayBuffer()));
    const bytes = [Buffer.from(text), ...bodies].map(
      (body) => gzipSync(Buffer.from(body as ArrayBuffer)).length,
    );
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(80_000);
  });

  it('says why its script cannot be bundled', async () => {
    const replaced = jest.replaceProperty(PAGE, 'entryPoints', ['/nowhere/main.tsx', '/nowhere/main.css']);
    const other = await servePage(served);
    const document = await fetch(other.address);
    expect(document.status).toBe(502);
    expect(await document.text()).toContain('Could not resolve');
    expect((await fetch(`${other.address}profile`)).status).toBe(200);
    replaced.restore();
    await other.close();
  });

  it('says what is deployed', async () => {
    const { useCases, firstUser, ...rest } = await ask('/api/shop');
    expect(rest).toEqual({
      ...{ stack: 'TestShop', items: 30, users: 40, filters: [] },
      ...{ tracksEvents: true, isComing: false, hasExperiment: false, countsShelves: false },
    });
    expect(useCases).toHaveLength(5);
    expect(firstUser).toEqual({ userId: 'user-0', name: 'Visitor 0' });
  });

  it('answers with items in the recommender’s order, and why', async () => {
    const question = { useCase: 'frequently-bought-together', userId: 'user-0', itemId: 'item-5' };
    const { items, recommendationId, basis } = await ask('/api/recommend', question);
    expect(basis).toEqual({ kind: 'asked' });
    expect(items[0]).toMatchObject({ itemId: 'item-4', name: 'Bowl "number 4"', price: 4.5 });
    expect(items.map(({ as }) => as)).toEqual([undefined, ...Array.from({ length: 11 }, () => 'filler')]);
    expect(recommendationId).toMatch(/^RID-/);
    const about = ['item-4', 'item-14'].map((itemId): [string, string] => ['items', itemId]);
    const why = await ask('/api/why', [...Object.entries(question), ...about]);
    const asked = { event: 'Purchase', of: 4, itemId: 'item-5', name: 'Bowl "number 5"' };
    expect(why.items['item-4']).toEqual({ kind: 'both', customers: 4, ...asked });
    expect(why.items['item-14']).toMatchObject({ kind: 'filler', ...asked });
    expect(why.list).toEqual([expect.objectContaining({ kind: 'together' })]);
  });

  it('says what the recommenders cost on AWS, an hour and a month', async () => {
    expect(await ask('/api/cost')).toEqual({
      ...{ recommenders: 5, users: 40, includedPerHour: 4000, isConfirmed: false },
      ...{ usdPerHour: 5 * 0.375, usdPerMonth: 5 * 0.375 * 730 },
    });
  });

  it('measures the recommenders by itself after a deployment where that is free, else when asked to', async () => {
    deployment.enter('ready');
    expect(await ask('/api/evaluation')).toBeNull();
    isFree = true;
    deployment.enter('ready');
    let evaluation = await ask('/api/evaluation');
    while (evaluation === null) evaluation = await ask('/api/evaluation');
    isFree = false;
    const forYou = evaluation.useCases.find(({ useCase }) => useCase === 'recommended-for-you')!;
    expect(forYou.users).toBe(20);
    const plain = forYou.lines.find(({ list }) => list === 'plain');
    expect(plain).toMatchObject({ comparator: expect.any(String) as string });
    expect(forYou.holdoutBy).toMatch(/^(user|time)$/);
    expect(await ask('/api/evaluation')).toEqual(evaluation);
    expect(await ask('/api/measuring')).toEqual({ asked: 0, total: 0 });
    expect(await ask('/api/evaluation', { measure: '1' })).toEqual(evaluation);
  });

  it.each<[name: string, asked: string | object, status: number, message: string, type?: string]>([
    ['no use case', '/api/recommend', 400, 'The request lacks useCase.'],
    ['an unknown use case', `${ASKED}toString`, 400, 'useCase is "toString", allowed are most-viewed,'],
    ['no user', `${ASKED}most-viewed`, 400, 'The request lacks userId.'],
    ['an unknown item', '/api/item?itemId=x', 404, 'The data has no item "x".'],
    ['an unknown path', '/api/nothing', 404, 'There is no GET /api/nothing.'],
    ['a filter that is not there', `${ASKED}most-viewed&userId=u&filter=f`, 400, 'filter is "f"'],
    ['a user’s id that is too long', `${ASKED}most-viewed&userId=${LONG}`, 400, TOO_LONG],
    ['a history’s id that is too long', `/api/history?userId=${LONG}`, 400, TOO_LONG],
    ['an item’s id that is too long', `/api/item?itemId=${LONG}`, 400, TOO_LONG],
    ['a form of another site', { userId: 'u' }, 415, 'Content-Type is "text/plain"', 'text/plain'],
    ['what is too long', { userId: 'u'.repeat(5000) }, 413, 'longer than 4,096 bytes'],
    ['an id that is too long', { ...EVENT, itemId: LONG }, 400, `itemId ${TOO_LONG}`],
  ])('fails on %s', async (_name, asked, status, message, type = 'application/json') => {
    const answer = typeof asked === 'string' ? fetchPage(asked).then(answered) : post(asked, type);
    expect(await answer).toEqual([status, expect.stringContaining(message)]);
  });

  it('fails to send an event where no tracker is', async () => {
    const outputs = { ...stand.shop.outputs, TrackingId: '' };
    shop = async () => new Shop('Untracked', stand.shop.clients, outputs);
    expect(await post(EVENT)).toEqual([409, expect.stringContaining('no event tracker')]);
  });

  it('answers with similar items beside the others, where there are lists of them, whatever the filter', async () => {
    const { clients, outputs, stack } = stand.shop;
    const lists = [{ useCase: 'similar-items', prefix: 'lists/r/s/', shards: 1 }];
    stand.files.set('data/lists/manifest.json', JSON.stringify({ format: 1, run: 'r', lists }));
    stand.files.set('data/lists/r/s/0.json', JSON.stringify({ 'item-1': ['item-5', 'item-9'] }));
    shop = async () => new Shop(stack, clients, { ...outputs, ListsPrefix: 's3://data/lists/' });
    expect((await ask('/api/shop')).useCases).toEqual([...USE_CASE_NAMES, 'similar-items']);
    const question = { useCase: 'similar-items', userId: 'user-0', itemId: 'item-1', filter: 'cheap' };
    const { items, basis } = await ask('/api/recommend', question);
    expect(items.map(({ itemId }) => itemId)).toEqual(['item-5', 'item-9']);
    expect(items[0]).toMatchObject({ name: 'Bowl "number 5"' });
    expect(basis).toEqual({ kind: 'asked' });
    expect((await ask('/api/why', { ...question, items: 'item-5' })).error).toContain('the catalogue does');
    expect((await ask('/api/recommend', { useCase: 'similar-items' })).error).toContain('lacks itemId');
  });

  it('fails while the shop is not deployed, and says why', async () => {
    const error = 'The stack does not exist.';
    shop = () => Promise.reject(new Error(error));
    expect(await answered(await fetchPage('/api/shop'))).toEqual([503, error]);
  });

  it('answers browsers of this machine by its names', async () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expect(await statusFor({ host: `${host}:80`, 'sec-fetch-site': 'same-origin' }, 'api/shop')).toBe(200);
    expect(await statusFor({ origin: page.address.slice(0, -1) }, 'api/shop')).toBe(200);
    expect(await statusFor({ 'sec-fetch-site': 'cross-site' })).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['a name of another site', { host: 'evil.example' }],
    ['a name that looks like one of S3', { host: 's3.evilamazonaws.com' }],
    ['a name of S3, which is the embedded AWS’s alone', { host: 's3.us-east-1.amazonaws.com' }],
    ['a page of another site, in a browser that tells no more', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:3000' }],
    ['an image of another site', { 'sec-fetch-site': 'cross-site' }],
  ])('fails for %s', async (_, headers) => {
    expect(await statusFor(headers, 'api/shop')).toBe(403);
  });

  describeWith('anotherUser')('asked by another user of the machine', () => {
    it('fails for the document and for events', async () => {
      const ask = `
        const [address, body] = process.argv.slice(1);
        const headers = { 'content-type': 'application/json' };
        Promise.all([fetch(address), fetch(address + 'api/events', { method: 'POST', headers, body })]).then((both) =>
          console.log(JSON.stringify(both.map(({ status }) => status))));
      `;
      expect(await printedByNobody(ask, page.address, JSON.stringify(EVENT))).toEqual([403, 403]);
    });
  });
});
