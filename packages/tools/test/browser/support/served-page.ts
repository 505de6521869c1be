import { DeploymentLog } from '../../../src/page/deployment-log';
import { followedShop } from '../../../src/page/followed-shop';
import type { ShopBranding } from '../../../src/page/page-answers';
import { servePage } from '../../../src/page/page-server';
import { Shop } from '../../../src/page/shop';
import { startPageShop } from '../../page/support/page-shop';
import { startBrowser } from './browser';

/** The page of a small shop, whose stack tests can change. */
export type StoodPage = Awaited<ReturnType<typeof newPage>>;

const PROFILE = '<!doctype html><html lang="en"><title>p</title><h1>Profile</h1>';

interface Stand {
  readonly items?: number;
  /** Whether the shop has more data than orders. */
  readonly hasTables?: boolean;
  readonly branding?: ShopBranding;
  /** Whether the page evaluates the recommenders by itself. */
  readonly measures?: boolean;
  readonly profile?: (language: string) => Promise<string>;
}

async function newPage(given: Stand = {}) {
  const { branding, measures = false, profile = async () => PROFILE, ...data } = given;
  const [browser, stand] = await Promise.all([startBrowser(), startPageShop(data)]);
  const { shop } = stand;
  const deployment = new DeploymentLog();
  let outputs: Record<string, string> = { ...shop.outputs };
  const page = await servePage({
    port: 0,
    deployment,
    branding,
    shop: followedShop(deployment, async (before) => new Shop(shop.stack, shop.clients, outputs, { before })),
    profile,
    measuresItself: async () => measures,
  });
  deployment.enter('deploying');
  deployment.enter('ready');
  return {
    browser,
    address: page.address,
    deployment,
    /** Simulates the end of a deployment that changes the outputs. */
    deploy: (change: (outputs: Record<string, string>) => Record<string, string>) => {
      outputs = change(outputs);
      deployment.enter('deploying');
      deployment.enter('ready');
    },
    close: async () => {
      await browser.close();
      await page.close();
      await stand.close();
    },
  };
}

export const standPage: typeof newPage = newPage;
