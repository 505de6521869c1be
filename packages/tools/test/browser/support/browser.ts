import type * as Playwright from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { fromDev } from '../../../../../dev/from-dev.cjs';
import { chromiumPath, describeWith } from '../../../../../test/support/prerequisites';

/** `describe`, or a skipped one that gives the reason. */
export const describeWithBrowser = describeWith('chromium');

export async function startBrowser(args: string[] = []): Promise<Browser> {
  const { chromium } = fromDev('playwright-core') as typeof Playwright;
  return chromium.launch({ executablePath: chromiumPath(), args });
}

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
