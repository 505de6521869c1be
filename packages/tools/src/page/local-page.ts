import type { DeploymentStage } from './page-answers';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/stack-name';
import { profileDocument } from '../explore/explore-report';
import { localClientConfig } from 'embedded-aws/environment';
import { firstFreePort } from '../local-server';
import type { PreparationOptions } from '../options';
import type { ReadyRun, Step, Watcher } from '../start';
import { DeploymentLog } from './deployment-log';
import { FIRST_PAGE_PORT, type Page, servePage } from './page-server';
import { pageClients, remembered, Shop } from './shop';

/** What the page of a run shows. */
export interface LocalPageOptions {
  /** Seconds on AWS's clock per second of real time. */
  readonly speed: number;
  /** What is deployed. */
  readonly data: PreparationOptions;
}

/** A page that shows a run on the embedded AWS from its start, fed by the run's watcher callbacks. */
export interface LocalPage extends Page, Pick<Watcher, 'onStep' | 'onResource'> {
  readonly onReady: (run: ReadyRun) => void;
}

/** Stage of the deployment that a step of the run starts. */
const STAGES: Partial<Record<Step, DeploymentStage['stage']>> = {
  deploy: 'deploying',
  destroy: 'destroying',
};

export async function localPage({ speed, data }: LocalPageOptions): Promise<LocalPage> {
  const deployment = new DeploymentLog(speed);
  let shop: Shop | undefined;
  const page = await servePage({
    port: await firstFreePort(FIRST_PAGE_PORT),
    deployment,
    shop: async () => {
      if (shop) return shop;
      throw new Error('The stack is not deployed yet, or already destroyed.');
    },
    profile: remembered(() => profileDocument(data)),
  });
  deployment.enter('deploying');
  return {
    ...page,
    onStep: (step) => {
      shop = undefined;
      const stage = STAGES[step];
      if (stage) deployment.enter(stage);
    },
    onResource: deployment.add,
    onReady: ({ endpoint, outputs }) => {
      shop = new Shop(STACK_NAME, pageClients(localClientConfig(endpoint)), outputs);
      deployment.enter('ready');
    },
  };
}
