import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { describeWithBrowser, startBrowser } from '../../../tools/test/browser/support/browser';
import { strangerRequests, type StrangerRequest } from './stranger-requests';

/** An attacker's names that resolve to this machine; strangers.test.ts has more of their kind. */
const REBOUND = ['s3.evilamazonaws.com', 'shop.s3.us-east-1.evilamazonaws.com', 'localhost.evil.example'];
const BUCKET = 'evil-bucket.s3.us-east-1.amazonaws.com';

/** Runs in the page: the status of each request, or the browser's error. */
function askAll([base, requests]: [string, StrangerRequest[]]): Promise<(number | string)[]> {
  const ask = ({ path, ...init }: StrangerRequest): Promise<number | string> =>
    fetch(base + path, init).then(({ status }) => status, String);
  return Promise.all(requests.map(ask));
}

describeWithBrowser('a web page in a browser', () => {
  let aws: LocalAws;
  let port: string;
  let requests: StrangerRequest[];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const rules = [...REBOUND, BUCKET].map((name) => `MAP ${name} 127.0.0.1`).join(', ');
    browser = await startBrowser([`--host-resolver-rules=${rules}`]);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    [aws, page] = await Promise.all([startLocalAws(), browser.newPage()]);
    ({ port } = new URL(aws.endpoint));
    const health = (await (await fetch(`${aws.endpoint}/_local/health`)).json()) as { services: string[] };
    requests = strangerRequests(health.services);
  });
  afterEach(async () => {
    await page.close();
    await aws.close();
  });

  it.each(REBOUND)('fails for everything that it asks once %s leads here', async (name) => {
    const document = await page.goto(`http://${name}:${port}/bucket/page.html`);
    expect(document?.status()).toBe(403);
    expect(await page.textContent('body')).toContain(`The Host header names "${name}:${port}"`);
    const statuses = await page.evaluate(askAll, ['', requests] as [string, StrangerRequest[]]);
    expect(statuses).toEqual(requests.map(() => 403));
    expect(aws.requests.list()).toEqual([]);
  });

  describe('of another place', () => {
    /** Serves an empty page under any name. */
    const elsewhere = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'),
    );
    beforeAll(() => once(elsewhere.listen(0, '127.0.0.1'), 'listening'));
    afterAll(() => once(elsewhere.close(), 'close'));

    it.each([BUCKET, 'bucket.localhost', '127.0.0.1'])(
      'fails for what it sends here unread, from http://%s',
      async (name) => {
        const seen: number[] = [];
        page.on('response', (response) => {
          if (new URL(response.url()).port === port) seen.push(response.status());
        });
        await page.goto(`http://${name}:${(elsewhere.address() as AddressInfo).port}/`);
        // Simple requests, sent without a preflight: no custom headers, three methods.
        const simple = requests
          .filter(({ method }) => ['GET', 'HEAD', 'POST'].includes(method))
          .map((request) => ({ ...request, headers: {}, mode: 'no-cors' }));
        for (const host of ['127.0.0.1', 'shop.localhost'])
          await page.evaluate(askAll, [`http://${host}:${port}`, simple] as [string, StrangerRequest[]]);
        expect(new Set(seen)).toEqual(new Set([403]));
        expect(aws.requests.list()).toEqual([]);
      },
    );
  });

  it('fails to change anything under the name of a bucket, whoever has made that lead here', async () => {
    await page.goto(`http://${BUCKET}:${port}/_local/health`);
    const changing = requests.filter(({ method }) => !['GET', 'HEAD'].includes(method));
    const statuses = await page.evaluate(askAll, ['', changing] as [string, StrangerRequest[]]);
    expect(statuses).toEqual(changing.map(() => 403));
    expect(await (await fetch(`${aws.endpoint}/_local/inventory`)).json()).toEqual([]);
  });
});
