import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { localClientConfig } from 'embedded-aws/environment';
import type { LatencyName } from 'embedded-aws/latency';
import type { PreparationOptions } from '../options';
import { stackOutputs } from '../deployed/stack-outputs';
import type { ReadyRun, Step, Watcher } from '../start/start';
import { comingShop } from './coming-shop';
import { DeploymentLog, followDeployment } from './deployment-log';
import { followedShop } from './followed-shop';
import type { DeploymentStage, ShopBranding } from './page-answers';
import { type Page, servePage } from './page-server';
import { profileIn } from './profile-in';
import { Refusal } from './requests';
import { pageClients, Shop } from './shop';

/** Content of the page of a run. */
export interface LocalPageOptions {
  /** Seconds on AWS's clock per second of real time. */
  readonly speed: number;
  /** How long Personalize takes. @default realistic */
  readonly latency?: LatencyName;
  /** Data that is deployed. */
  readonly data: PreparationOptions;
  readonly useCases: readonly UseCaseName[];
  readonly branding?: ShopBranding;
  /** Endpoint of the run's embedded AWS. It is polled, because recommenders answer while others are still in training. */
  readonly endpoint: string;
}

/** A page that shows a run on the embedded AWS from its start and, once the run is ready, any later deployment there. */
export interface LocalPage extends Page, Pick<Watcher, 'onStep' | 'onResource'> {
  readonly onReady: (run: ReadyRun) => void;
}

/** The interval is short enough to watch progress, and long enough not to flood the request log of the embedded AWS. */
const POLL_MS = 2_000;

/** The interval is shorter if trainings take seconds, because somebody waits for the first one. */
const INSTANT_POLL_MS = 100;

/** Stage of the deployment that begins with a step of the run. */
const STAGES: Partial<Record<Step, DeploymentStage['stage']>> = {
  deploy: 'deploying',
  destroy: 'destroying',
};

export async function localPage(options: LocalPageOptions): Promise<LocalPage> {
  const { speed, latency, data, branding, useCases, endpoint } = options;
  const deployment = new DeploymentLog(speed, latency);
  const clients = pageClients(localClientConfig(endpoint));
  const coming = comingShop({
    ...{ stack: STACK_NAME, log: deployment, clients, data, useCases },
    pollMs: latency === 'instant' ? INSTANT_POLL_MS : POLL_MS,
  });
  let run: ReadyRun | undefined;
  let following: { readonly ended: AbortController; readonly done: Promise<void> } | undefined;
  const page = await servePage({
    deployment,
    branding,
    shop: followedShop(
      deployment,
      async (before) => {
        if (!run) throw new Refusal(503, 'The stack is not deployed yet.', { kind: 'not-deployed' });
        const config = localClientConfig(run.endpoint);
        // Others may have deployed since the run became ready.
        const outputs = await stackOutputs(new CloudFormationClient(config), STACK_NAME);
        return new Shop(STACK_NAME, pageClients(config), outputs, { before });
      },
      coming.shop,
    ),
    profile: profileIn(data),
    measuresItself: async () => true,
  });
  deployment.enter('deploying');

  async function stopFollowing(): Promise<void> {
    following?.ended.abort();
    await following?.done;
    following = undefined;
  }
  return {
    ...page,
    onStep: (step) => {
      void stopFollowing();
      const stage = STAGES[step];
      if (stage) deployment.enter(stage);
    },
    onResource: deployment.add,
    onReady: (ready) => {
      run = ready;
      deployment.enter('ready');
      const ended = new AbortController();
      const client = new CloudFormationClient(localClientConfig(ready.endpoint));
      const { signal } = ended;
      const done = followDeployment(deployment, { client, stackName: STACK_NAME, signal, pollMs: POLL_MS });
      following = { ended, done };
    },
    close: async () => {
      await stopFollowing();
      await coming.close();
      await page.close();
    },
  };
}
