import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

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

export const startBrowser = (args: string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath, args });

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
