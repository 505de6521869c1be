import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { once } from 'node:events';
import { warnOfOtherUsers } from 'embedded-aws/command/warn-of-other-users';
import { stopRequest } from 'embedded-aws/command/run-command';
import { print, printError } from 'embedded-aws/command/terminal-lines';
import { openInBrowser } from './local-server';
import { settingOf, withFiles } from '../given-settings';
import { preparationOf, type SettingOptions } from '../options';
import { stackOutputs } from '../deployed/stack-outputs';
import { explainError } from '../terminal';
import { isEmbedded } from '../which-aws';
import { comingShop } from './coming-shop';
import { DeploymentLog, followDeployment } from './deployment-log';
import { followedShop } from './followed-shop';
import { servePage } from './page-server';
import { profileIn } from './profile-in';
import { pageClients, Shop } from './shop';
import { brandingOf, type BrandingOptions } from './shop-branding';

/** Options of `page`. */
export interface StackPageOptions extends SettingOptions, BrandingOptions {
  readonly stack: string;
  readonly port?: number;
  readonly open?: true;
}

/** The interval is short enough to watch progress, and well below CloudFormation's rate limit. */
const POLL_MS = 3_000;

/** Serves the page of a deployed stack until a signal ends it. */
export async function stackPage({
  stack,
  port,
  open,
  shopName,
  currency,
  ...options
}: StackPageOptions): Promise<void> {
  const data = preparationOf(options);
  warnOfOtherUsers('page');
  const stopped = stopRequest();
  const client = new CloudFormationClient({});
  const deployment = new DeploymentLog();
  const clients = pageClients();
  const useCases = [...settingOf('useCases', withFiles(options)).keys()];
  const coming = comingShop({ stack, log: deployment, clients, data, useCases, pollMs: POLL_MS });
  const shop = followedShop(
    deployment,
    async (before) => new Shop(stack, clients, await stackOutputs(client, stack), { before }),
    coming.shop,
  );
  const { AWS_ENDPOINT_URL: endpoint } = process.env;
  const page = await servePage({
    port,
    shop,
    deployment,
    branding: brandingOf({ shopName, currency }, data.archive),
    profile: profileIn(data),
    measuresItself: async () => endpoint !== undefined && isEmbedded(endpoint),
  });
  print(`The page of ${stack} is at ${page.address}\nCtrl-C ends it; the stack stays.`);
  if (open) openInBrowser(page.address);
  let complained = '';
  const complain = (error: unknown): void => {
    const text = explainError(error);
    if (text !== complained) printError(text);
    complained = text;
  };
  // A stack that is still being deployed has no outputs; the page waits for them.
  await shop().catch(complain);
  const following = followDeployment(deployment, {
    client,
    stackName: stack,
    signal: stopped,
    withPast: true,
    pollMs: POLL_MS,
    onError: complain,
  });
  if (!stopped.aborted) await once(stopped, 'abort');
  await coming.close();
  await page.close();
  await following;
}
