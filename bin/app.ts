import { App } from 'aws-cdk-lib';
import { CURRENT_VERSION_EXPIRED_FLAGS, FLAGS } from 'aws-cdk-lib/cx-api';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { CACHE_FOLDER, PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { deployedResources } from '@ecommerce-recommenders/tools/deployed/deployed-resources';
import { QUIET_SDK } from 'embedded-aws/environment';
import { whenStarterGoes } from 'embedded-aws/command/starter.cjs';
import { machineLimit } from 'embedded-aws/machine-limit';
import { explainError } from '@ecommerce-recommenders/tools/terminal';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { annotateDeletions } from '../lib/app/annotate-deletions';
import { EcommerceRecommendersStack } from '../lib/app/ecommerce-recommenders-stack';
import { readSettings } from '../lib/app/read-settings';

/** A context key of the CDK, whose lowest supported version exports no constant for it. */
const NO_STACK_TRACES = 'aws:cdk:disable-creation-stack-traces';

// The CDK CLI starts this app through a shell; if the CLI is killed, the app must exit by itself.
whenStarterGoes(() => process.exit(1), { isBelowProgram: true });

replaceMissingHome(CACHE_FOLDER);

// A full disk is not a bug, so it is reported in a sentence. CDK writes files while constructs are created, and at exit.
process.on('uncaughtException', (error) => {
  console.error(machineLimit(error) ?? inspect(error));
  process.exit(1);
});

const app = new App({
  // CDK's metadata resource would appear in every diff.
  analyticsReporting: false,
  // The CLI reads all metadata again for each event of the stack, so stack traces are left out. With --debug, CDK
  // records them nevertheless.
  context: { ...unsetFlags(), [NO_STACK_TRACES]: true },
});
const settings = inWords(() => readSettings(app.node, PROJECT_FOLDER));

const stack = new EcommerceRecommendersStack(app, stackNameOf(settings.stage), {
  description:
    'Amazon Personalize recommenders of a shop: data, ECOMMERCE dataset group, one recommender a use case',
  settings,
  // The stack is region-agnostic; this is the region that the CLI will deploy to.
  likelyRegion: process.env.CDK_DEFAULT_REGION,
});

// The CLI sets these variables if it has credentials. Destroying and listing give no warnings. The process stays
// alive until the promise settles, and CDK synthesizes the app at exit.
const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
if (stack.bundlingRequired && account !== undefined && region !== undefined) {
  Object.assign(process.env, QUIET_SDK);
  const deployed = deployedResources({ stackName: stack.stackName, account, region });
  void annotateDeletions(stack, settings, deployed);
}

/** Runs a function, and prints an error about a setting as one line. A stack trace would bury the message. */
function inWords<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    console.error(explainError(error));
    process.exit(1);
  }
}

/**
 * CDK caches asset fingerprints below the home folder. If that folder is missing and cannot be created, for example
 * below /proc, Node.js may retry forever.
 */
function replaceMissingHome(folder: string): void {
  try {
    mkdirSync(path.join(homedir(), '.cdk'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return;
    process.env[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'] = folder;
  }
}

/**
 * The CDK's feature flags that nobody has set, with their defaults. The CLI reports the number of unset flags at each
 * synth. cdk.json takes precedence, and sets those that have no default.
 */
function unsetFlags(): Record<string, unknown> {
  const flags = Object.entries(FLAGS).filter(([name]) => !CURRENT_VERSION_EXPIRED_FLAGS.includes(name));
  return Object.fromEntries(
    flags.map(([name, { unconfiguredBehavesLike, recommendedValue }]) => [
      name,
      unconfiguredBehavesLike?.v2 ?? (typeof recommendedValue === 'boolean' ? false : undefined),
    ]),
  );
}
