import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { deployApi, startStand, type Stand } from '../../../embedded-aws/test/apigateway/shop-api';
import { describeWithBrowser, openWindow, startBrowser, type Window } from './support/browser';

/** A web site with one empty page. */
async function serveSite(): Promise<{ server: Server; origin: string }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><html lang="en"><title>shop</title></html>');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** The response as a page's script sees it: status and body, or the failure. */
const askFrom = (page: Window['page'], url: string, init: object = {}): Promise<string> =>
  page.evaluate(
    `fetch(...${JSON.stringify([url, init])}).then(
      async (response) => response.status + ' ' + (await response.text()),
      (error) => error.message,
    )`,
  );

/** Whether a page's script element loads. */
const loadsScript = (page: Window['page'], url: string, attributes: object): Promise<boolean> =>
  page.evaluate(
    `new Promise((resolve) => {
      const script = Object.assign(document.createElement('script'), ${JSON.stringify({ ...attributes, src: url })});
      script.onload = () => resolve(true);
      script.onerror = () => resolve(false);
      document.head.append(script);
    })`,
  );

const FAILED = 'Failed to fetch';
const POST = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };

const code =
  "exports.handler = async ({ rawPath }) => rawPath.endsWith('.js')" +
  "? { statusCode: 200, headers: { 'content-type': 'text/javascript' }, body: '' }" +
  ': { path: rawPath };';

describeWithBrowser('an HTTP API in a browser', () => {
  let browser: Browser;
  let stand: Stand;
  let shop: Awaited<ReturnType<typeof serveSite>>;
  let other: typeof shop;
  let api: string;
  let inShop: Window['page'];
  let elsewhere: Window['page'];

  beforeAll(async () => {
    [browser, stand] = await Promise.all([startBrowser(), startStand()]);
    [shop, other] = await Promise.all([serveSite(), serveSite()]);
    const AllowMethods = ['GET', 'POST'];
    const CorsConfiguration = { AllowOrigins: [shop.origin], AllowMethods, AllowHeaders: ['content-type'] };
    ({ endpoint: api } = await deployApi(stand, { code, api: { CorsConfiguration } }));
    ({ page: inShop } = await openWindow(browser));
    ({ page: elsewhere } = await openWindow(browser));
    await inShop.goto(shop.origin);
    await elsewhere.goto(other.origin);
  });
  afterAll(async () => {
    await browser.close();
    await stand.close();
    for (const { server } of [shop, other]) server.closeAllConnections();
    await Promise.all([shop, other].map(({ server }) => once(server.close(), 'close')));
  });

  const invocations = (): number =>
    stand.aws.requests.list().filter(({ operation }) => operation === 'Invoke').length;

  it('answers pages of the origin that it names, with and without preflight (APIGW-4)', async () => {
    expect(await askFrom(inShop, `${api}/lists`)).toBe('200 {"path":"/lists"}');
    expect(await askFrom(inShop, `${api}/events`, POST)).toBe('200 {"path":"/events"}');
    expect(await askFrom(inShop, `${api}/lists`, { method: 'DELETE' })).toBe(FAILED);
    expect(await loadsScript(inShop, `${api}/element.js`, { type: 'module' })).toBe(true);
    expect(await loadsScript(inShop, `${api}/element.js`, { crossOrigin: 'anonymous' })).toBe(true);
  });

  it('runs nothing for pages of any other origin (APIGW-4)', async () => {
    const before = invocations();
    expect(await askFrom(elsewhere, `${api}/lists`)).toBe(FAILED);
    expect(await askFrom(elsewhere, `${api}/events`, POST)).toBe(FAILED);
    await askFrom(elsewhere, `${api}/events`, { ...POST, headers: {}, mode: 'no-cors' });
    await askFrom(elsewhere, `${api}/lists`, { mode: 'no-cors' });
    expect(await loadsScript(elsewhere, `${api}/element.js`, { type: 'module' })).toBe(false);
    expect(await loadsScript(elsewhere, `${api}/element.js`, {})).toBe(false);
    expect(invocations()).toBe(before);
  });

  it('leaves the AWS endpoint closed to every page, that origin’s included (HTTP-2, APIGW-4)', async () => {
    const { total } = stand.aws.requests;
    for (const page of [inShop, elsewhere]) {
      expect(await askFrom(page, `${stand.aws.endpoint}/_local/health`)).toBe(FAILED);
      expect(await askFrom(page, `${stand.aws.endpoint}/`, POST)).toBe(FAILED);
      await askFrom(page, `${stand.aws.endpoint}/_local/reset`, { method: 'POST', mode: 'no-cors' });
    }
    expect(stand.aws.requests.total).toBe(total);
    expect(await askFrom(inShop, `${api}/lists`)).toBe('200 {"path":"/lists"}');
  });
});
