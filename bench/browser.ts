import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type * as Playwright from 'playwright-core';
import type { Browser } from 'playwright-core';
import { fromDev } from '../dev/from-dev.cjs';
import type { Setup } from './measurement';

const CHROMIUM = '/usr/bin/chromium';

/** Why nothing can be measured in a browser; `undefined` if a browser is installed. */
export const noBrowser = (): string | undefined => (existsSync(CHROMIUM) ? undefined : `no ${CHROMIUM}`);

/** Opens a browser that is closed when the measurement ends. */
export async function openBrowser({ onEnd }: Setup): Promise<Browser> {
  const { chromium } = fromDev('playwright-core') as typeof Playwright;
  const browser = await chromium.launch({ executablePath: CHROMIUM });
  onEnd(() => browser.close());
  return browser;
}

/**
 * Opens a page with empty caches.
 *
 * @param watch - script for the page, which sets the global `shownMs` when the page is shown
 * @param globals - names of further numbers that the script sets
 */
export async function watched<Name extends string = never>(
  browser: Browser,
  address: string,
  watch: string,
  globals: readonly Name[] = [],
): Promise<Readonly<Record<Name | 'shownMs', number>>> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(address);
    await page.waitForFunction('globalThis.shownMs');
    return await page.evaluate(`({ ${['shownMs', ...globals].join(', ')} })`);
  } finally {
    await context.close();
  }
}

/** Starts a server on loopback that stops when the measurement ends. @returns its address, without a trailing slash */
export async function serveLocally(listener: RequestListener, { onEnd }: Setup): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
