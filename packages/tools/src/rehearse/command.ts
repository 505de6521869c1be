import { Command, InvalidArgumentError } from 'commander';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { exitCodeOf, stopRequest } from 'embedded-aws/command/run-command';
import { printError } from 'embedded-aws/command/terminal-lines';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { addSettings, checkGiven, settingOf, type GivenSettings } from '../given-settings';
import { pointAt } from '../real-account';
import { requireWritable } from '../shop-files/named-files';
import { explainError, terminalJson, whileWorking } from '../terminal';
import { reportText } from './report-text';

interface Options {
  readonly from?: string;
  readonly app?: string;
  readonly stack?: string;
  readonly context: GivenSettings;
  readonly tags: Readonly<Record<string, string>>;
  readonly accept: readonly string[];
  readonly seeds: number;
  readonly json?: string;
}

export const command = addSettings(new Command('rehearse'))
  .option(
    '--from <commit>',
    'what is deployed: a commit, or a folder with a checkout and its packages (default: the deployed stack)',
  )
  .option('--app <command>', 'the app to deploy, as the CDK CLI takes it (default: that of cdk.json)')
  .option('--stack <name>', 'the stack with the shop (default: that of the setting stage)')
  .option(
    '--accept <name>',
    'a loss, or a shelf without an answer, that is meant; may be repeated',
    collect,
    [],
  )
  .option('--tags <key=value>', 'a tag of the stack, as cdk deploy takes it; may be repeated', collectTag, {})
  .option('--seeds <count>', 'deploy as many times more, each under other faults', seedCount, 0)
  .option('--json <file>', 'also write the report as JSON')
  .action(run);

function collect(name: string, former: readonly string[]): readonly string[] {
  if (name === '') throw new InvalidArgumentError('Expected a name that the report has printed.');
  return [...former, name];
}

function collectTag(text: string, former: Options['tags']): Options['tags'] {
  const [key, value] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
  if (!text.includes('=') || key === '') throw new InvalidArgumentError('Expected KEY=VALUE.');
  return { ...former, [key]: value };
}

/** With the sample, these take some three hours. */
const MAX_SEEDS = 1_000;

function seedCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count <= MAX_SEEDS) return count;
  throw new InvalidArgumentError(`Expected a whole number from 0 to ${MAX_SEEDS}.`);
}

async function run(options: Options): Promise<void> {
  const { json, context } = options;
  const interrupted = stopRequest();
  checkGiven(context);
  if (json !== undefined) await requireWritable(json, '--json FILE');
  const folder = await temporaryFolder('ecommerce-recommenders');
  try {
    const report = await whileWorking('Rehearsing the deployment', () =>
      reportFor(options, folder.path, interrupted),
    );
    if (json !== undefined) await writeFile(json, `${terminalJson(report)}\n`);
    console.log(reportText(report));
    if (report.problems.length > 0) process.exitCode = 1;
  } catch (error) {
    if (!interrupted.aborted) throw error;
    printError(explainError(error));
    process.exitCode = exitCodeOf('SIGINT');
  } finally {
    folder.remove();
  }
}

/** The modules are lazy: they load the embedded AWS and clients of AWS. */
async function reportFor(
  { from, app, stack, context, tags, accept, seeds }: Options,
  folder: string,
  signal: AbortSignal,
): ReturnType<typeof import('./rehearsal').rehearsal> {
  const { rehearsal } = require('./rehearsal') as typeof import('./rehearsal');
  const { deployedStack } = require('./deployed-stack') as typeof import('./deployed-stack');
  const { writeCommit } = require('./commit') as typeof import('./commit');
  const { synthesized } = require('./synthesized') as typeof import('./synthesized');
  // Before this process is pointed elsewhere.
  const deployed =
    from === undefined ? await deployedStack(stack ?? stackNameOf(settingOf('stage', context))) : undefined;
  return rehearsal({
    folder,
    accepted: accept,
    seeds,
    signal,
    synthesizeFrom: async (endpoint) => {
      pointAt(endpoint);
      if (deployed !== undefined) return deployed;
      const isFolder = existsSync(join(resolve(from!), 'cdk.json'));
      const { origin, folder: project } = isFolder
        ? { origin: `The folder ${visible(from!)}`, folder: resolve(from!) }
        : writeCommit(from!, join(folder, 'commit'));
      return synthesized({ origin, folder: join(folder, 'from'), project, app, stack, endpoint, signal });
    },
    synthesizeTo: async (endpoint, stackName) => {
      const { origin, assembly } = await synthesized({
        origin: app === undefined ? 'this checkout' : `the app "${app}"`,
        folder: join(folder, 'to'),
        app,
        stack: stack ?? stackName,
        given: context,
        endpoint,
        signal,
      });
      // The CDK CLI passes the app's own tags unless it is given others.
      const isGiven = Object.keys(tags).length > 0;
      return { origin, assembly: isGiven ? { ...assembly, tags } : assembly };
    },
  });
}
