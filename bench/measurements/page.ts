import { DeploymentLog } from '@ecommerce-recommenders/tools/page/deployment-log';
import { servePage } from '@ecommerce-recommenders/tools/page/page-server';
import { noBrowser, openBrowser, serveLocally, watched } from '../browser';
import { type Measurement, ratio, type Sample } from '../measurement';

const BLANK = '<!doctype html><html lang="en"><title>Blank</title><main><h1>Blank</h1></main>';

/** Runs in every page. Records when its heading is painted; its links and buttons work from then on. */
const WATCH = `const look = () => {
  if (document.querySelector('main h1, main h2'))
    requestAnimationFrame(() => { globalThis.shownMs = performance.now(); });
  else requestAnimationFrame(look);
};
look();`;

/** Time from opening the page, with empty caches, until it can be used. */
export const pageStart: Measurement = {
  title: 'Time until the page can be used',
  unit: '×',
  goal: '≤ 5× of a blank page',
  prepare: async (setup) => {
    const missing = noBrowser();
    if (missing !== undefined) return [{ name: 'this project', missing, run: none }];
    const deployment = new DeploymentLog();
    deployment.enter('deploying');
    const page = await servePage({ port: 0, deployment, shop: none, profile: none });
    setup.onEnd(() => page.close());
    const blank = await serveLocally((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(BLANK);
    }, setup);
    const browser = await openBrowser(setup);
    const open = (address: string) => async (): Promise<Sample> => ({
      value: (await watched(browser, address, WATCH)).shownMs / 1000,
    });
    return [
      { name: 'this project', run: () => ratio(open(`${page.address}#/deployment`), open(`${blank}/`)) },
    ];
  },
};

const none = (): Promise<never> => Promise.reject(new Error('Nothing is deployed.'));
