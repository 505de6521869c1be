import { existsSync } from 'node:fs';
import type * as Playwright from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { fromDev } from '../../../../../dev/from-dev.cjs';

/** Paths of Chromium. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executablePath = PLACES.find((path) => existsSync(path));

/** `describe`, skipped with a reason if there is no Chromium. */
export const describeWithBrowser: (name: string, tests: () => void) => void =
  executablePath === undefined
    ? (name, tests) =>
        describe.skip(
          `${name} (skipped: no Chromium at ${PLACES.join(', ')}; apt-get install chromium)`,
          tests,
        )
    : describe;

export async function startBrowser(args: string[] = []): Promise<Browser> {
  const { chromium } = fromDev('playwright-core') as typeof Playwright;
  return chromium.launch({ executablePath, args });
}

/** A new browser context and its console errors. */
export interface Window {
  readonly page: Page;
  readonly complaints: string[];
}

export async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<Window> {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}
