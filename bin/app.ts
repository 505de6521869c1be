import { App } from 'aws-cdk-lib';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { deployedResources } from '../cli/deployed-resources';
import { QUIET_SDK } from '../cli/local-environment';
import { whenStarterGoes } from '../cli/starter.cjs';
import { surveyArchive } from '../cli/survey-archive';
import { explainError } from '../cli/terminal';
import { stackNameOf } from '../domain/stack-name';
import { annotateCost } from '../lib/annotate-cost';
import { annotateDeletions } from '../lib/annotate-deletions';
import { annotateReadiness } from '../lib/annotate-readiness';
import { EcommerceRecommendersStack } from '../lib/ecommerce-recommenders-stack';
import { readSettings } from '../lib/read-settings';

// The CDK CLI starts this app by a shell, and leaves it when it is killed.
whenStarterGoes(() => process.exit(1), { isBelowProgram: true });

const root = path.resolve(__dirname, '..');
const cacheFolder = path.join(root, 'node_modules', '.cache', 'ecommerce-recommenders');
replaceMissingHome(cacheFolder);

// No analytics: their resource carries a table of all regions and shows up in every diff.
const app = new App({ analyticsReporting: false });
const settings = inWords(() => readSettings(app.node, root));

const stack = new EcommerceRecommendersStack(app, stackNameOf(settings.stage), {
  description:
    'Amazon Personalize recommenders of a shop: data, ECOMMERCE dataset group, one recommender a use case',
  settings,
  // The stack itself fits any region; this is the one that the CLI is about to use.
  likelyRegion: process.env.CDK_DEFAULT_REGION,
});

// The CLI says where it will deploy to, if it has credentials. Who destroys or lists is not warned of deletions.
const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
if (stack.bundlingRequired && account !== undefined && region !== undefined) {
  Object.assign(process.env, QUIET_SDK);
  const deployed = deployedResources({ stackName: stack.stackName, account, region });
  void annotateDeletions(stack, settings, deployed);
}

// Destroying and listing need no data, and must not fail on it. The app is synthesised once nothing is left
// to wait for. What is in S3 the handlers alone can read.
if (stack.bundlingRequired && settings.source === '') {
  const survey = surveyArchive({ ...settings, now: Date.now() / 1000, cacheFolder });
  void annotateReadiness(stack, settings, survey);
  void annotateCost(stack, settings, survey);
  // Whether the archive can be read at all is told with its readiness.
  void survey.then(
    ({ users }) => stack.shop.watching?.countUsers(users),
    () => undefined,
  );
}

/** What is wrong with a setting is for whoever set it to mend: where it was found in the code would only hide the words. */
function inWords<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    console.error(explainError(error));
    process.exit(1);
  }
}

/**
 * CDK keeps fingerprints of assets below the home folder. Where that is missing and cannot be made, below /proc for
 * example, Node.js may try to make it for ever.
 */
function replaceMissingHome(folder: string): void {
  try {
    mkdirSync(path.join(homedir(), '.cdk'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return;
    process.env[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'] = folder;
  }
}
