import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright-core';
import { DeploymentLog } from '@ecommerce-recommenders/tools/page/deployment-log';
import { servePage } from '@ecommerce-recommenders/tools/page/page-server';
import { type Measurement, ratio, type Sample, type Setup } from '../measurement';

const CHROMIUM = '/usr/bin/chromium';

const BLANK = '<!doctype html><html lang="en"><title>Blank</title><main><h1>Blank</h1></main>';

/** Run in every page: notes when its heading is painted, which is when its links and buttons work. */
const WATCH = `const look = () => {
  if (document.querySelector('main h1, main h2'))
    requestAnimationFrame(() => { globalThis.shownMs = performance.now(); });
  else requestAnimationFrame(look);
};
look();`;

/** From opening the page, which nothing of has been cached, until it can be used. */
export const pageStart: Measurement = {
  title: 'Time until the page can be used',
  unit: '×',
  goal: '≤ 5× of a blank page',
  prepare: async (setup) => {
    if (!existsSync(CHROMIUM)) return [{ name: 'this project', missing: `no ${CHROMIUM}`, run: none }];
    const deployment = new DeploymentLog();
    deployment.enter('deploying');
    const page = await servePage({ port: 0, deployment, shop: none, profile: none });
    setup.onEnd(() => page.close());
    const blank = await serveBlank(setup);
    const browser = await chromium.launch({ executablePath: CHROMIUM });
    setup.onEnd(() => browser.close());
    const open = (address: string) => (): Promise<Sample> => timeOf(browser, address);
    return [{ name: 'this project', run: () => ratio(open(`${page.address}#/deployment`), open(blank)) }];
  },
};

const none = (): Promise<never> => Promise.reject(new Error('Nothing is deployed.'));

async function timeOf(browser: Browser, address: string): Promise<Sample> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    await page.goto(address);
    await page.waitForFunction('globalThis.shownMs');
    return { value: (await page.evaluate<number>('shownMs')) / 1000 };
  } finally {
    await context.close();
  }
}

/** @returns the address */
async function serveBlank({ onEnd }: Setup): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(BLANK);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
