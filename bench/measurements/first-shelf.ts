import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import type { Browser } from 'playwright-core';
import { noBrowser, openBrowser } from '../browser';
import type { Measurement, Sample } from '../measurement';

/** A shelf of the shop, whether filled or not. */
const SHELF = 'section.shelf';
/** A shelf that shows the answer of its recommender. */
const LEARNED = `${SHELF}[aria-busy="false"] li a`;

/** `npm start` with the shipped sample, from its start until a browser that is already open shows something. */
export const firstShelf: Measurement = {
  title: 'npm start until the page shows the shop',
  unit: 's',
  goal: '≤ 1.5 s; ≤ 6 s until the first shelf whose recommender has learned',
  prepare: async (setup) => {
    const missing = noBrowser();
    if (missing !== undefined) return [{ name: 'this project', missing, run: none }];
    const browser = await openBrowser(setup);
    return [
      { name: 'this project', run: () => shown(browser, SHELF) },
      { name: 'this project: the first learned shelf', run: () => shown(browser, LEARNED) },
    ];
  },
};

const none = (): Promise<never> => Promise.reject(new Error('There is no browser.'));

/** Seconds until the page shows what a selector finds. */
async function shown(browser: Browser, selector: string): Promise<Sample> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['bin/recommenders.cjs', 'start', '--quiet'], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    for await (const line of createInterface(child.stdout)) {
      const [address] = /http:\S+/.exec(line) ?? [];
      if (address === undefined) continue;
      await page.goto(address);
      await page.waitForSelector(selector);
      return { value: (performance.now() - begun) / 1000 };
    }
    throw new Error('npm start has ended without a page.');
  } finally {
    await context.close();
    child.kill('SIGINT');
    await ended;
  }
}
