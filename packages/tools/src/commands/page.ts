import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Command } from 'commander';
import { once } from 'node:events';
import { context } from '../../../../cdk.json';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/stack-name';
import { profileDocument } from '../explore/explore-report';
import { firstFreePort, openInBrowser } from '../local-server';
import { warnOfOtherUsers } from 'embedded-aws/command/warn-of-other-users';
import { addPreparationOptions, type PreparationOptions } from '../options';
import { integerBetween } from 'embedded-aws/command/option-values';
import { DeploymentLog, followDeployment } from '../page/deployment-log';
import { followedShop } from '../page/followed-shop';
import { localBill } from '../page/local-page';
import { FIRST_PAGE_PORT, servePage } from '../page/page-server';
import { profileIn } from '../page/profile-in';
import { pageClients, Shop } from '../page/shop';
import { addFaceOptions, faceOf, type FaceOptions } from '../page/shop-face';
import { stopRequest } from 'embedded-aws/command/run-command';
import { stackOutputs } from '../stack-outputs';
import { explainError } from '../terminal';

interface Options extends PreparationOptions, FaceOptions {
  readonly stack: string;
  readonly port?: number;
  readonly open?: true;
}

/** Frequent enough to watch, and well below CloudFormation's rate limit. */
const POLL_MS = 3_000;

export const command = addFaceOptions(
  addPreparationOptions(new Command('page'), context.ecommerceRecommenders),
)
  .option('--stack <name>', 'the deployed stack', stackNameOf(context.ecommerceRecommenders.stage))
  .option(
    '--port <n>',
    `port of the page (default: first free one from ${FIRST_PAGE_PORT} on)`,
    integerBetween(0, 65_535),
  )
  .option('--open', 'open it in the browser')
  .action(run);

async function run({ stack, port, open, shopName, currency, ...data }: Options): Promise<void> {
  warnOfOtherUsers('page');
  const stopped = stopRequest();
  const client = new CloudFormationClient({});
  const deployment = new DeploymentLog();
  const shop = followedShop(
    deployment,
    async (before) => new Shop(stack, pageClients(), await stackOutputs(client, stack), before),
  );
  const page = await servePage({
    port: port ?? (await firstFreePort(FIRST_PAGE_PORT)),
    shop,
    deployment,
    face: faceOf({ shopName, currency }, data.archive),
    bill: () => localBill(process.env.AWS_ENDPOINT_URL),
    profile: profileIn((language) => profileDocument(data, language)),
  });
  console.log(`The page of ${stack} is at ${page.address}\nCtrl-C ends it; the stack stays.`);
  if (open) openInBrowser(page.address);
  let complained = '';
  const complain = (error: unknown): void => {
    const text = explainError(error);
    if (text !== complained) console.error(text);
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
  await page.close();
  await following;
}
