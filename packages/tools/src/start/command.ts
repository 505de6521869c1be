import { Command, Option } from 'commander';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import pc from 'picocolors';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { usersUsdPerHour } from '@ecommerce-recommenders/personalize/charges';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import type { ShopSize } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import { readinessOf, type Readiness } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { IS_CHECKOUT } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { TRAINING_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { integerBetween, positiveNumber } from 'embedded-aws/command/option-values';
import { exitCodeOf, stopRequest } from 'embedded-aws/command/run-command';
import { print, widthOf, wrapCommand } from 'embedded-aws/command/terminal-lines';
import { warnOfOtherUsers } from 'embedded-aws/command/warn-of-other-users';
import { exportLines, LOCAL_PORT, LOCAL_REGION } from 'embedded-aws/environment';
import { LATENCIES, type LatencyName } from 'embedded-aws/latency';
import { commandLine } from '../command-line';
import { hasOwnApp } from '../cdk/cdk-json';
import type { Answers } from './ask-every-use-case';
import { readinessInBrief } from '../explore/explore-summary';
import {
  archiveOf,
  type GivenSettings,
  settingOf,
  settingsOf,
  withFiles,
  withPossibleUseCases,
} from '../given-settings';
import { holdPort, openInBrowser } from '../page/local-server';
import { archiveFile, refuseOverwriting, requireWritable } from '../shop-files/named-files';
import { addDataOptions, type SettingOptions } from '../options';
import { demoSettings } from './demo-settings';
import type { LocalPage } from '../page/local-page';
import { addBrandingOptions, brandingOf, type BrandingOptions } from '../page/shop-branding';
import { NO_VIEW, progressView } from './progress-view';
import { printAnswers } from './print-answers';
import type { ReadyRun, StartReport } from './start';
import { shellWord } from '../shell-word';
import { measureBeside } from './measure-beside';
import { factsOfShop } from '../shop-files/shop-facts';
import { terminalJson, whileWorking } from '../terminal';

interface Options extends BrandingOptions, SettingOptions {
  readonly once?: true;
  readonly json?: string;
  readonly open?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly port?: number;
  readonly stack?: string;
  readonly latency: LatencyName;
  readonly speed: number;
}

export const command = addBrandingOptions(addDataOptions(new Command('start')))
  .option('--stack <name>', 'the stack of an app of your own in cdk.json, with the data of --archive')
  .option('--once', 'destroy as soon as the recommenders have answered')
  .option('--json <file>', 'also write outputs, recommendations and timings as JSON')
  .option('--open', 'open the page in the browser')
  .option('--quiet', 'print no progress')
  .option('--verbose', 'print each resource, and the stack trace of an error')
  .option(
    '--port <n>',
    `port of the embedded AWS (default: first free one from ${LOCAL_PORT} on)`,
    integerBetween(0, 65_535),
  )
  .addOption(
    new Option('--latency <name>', 'how long Personalize takes')
      .choices(Object.keys(LATENCIES))
      .default('instant'),
  )
  .option('--speed <n>', 'seconds on its clock per second of real time', positiveNumber, 1)
  .action(run);

/** Resource types whose first resource begins once the data is prepared and imported. */
const TRAINED: readonly string[] = [RECOMMENDER_TYPE, TRAINING_TYPE];

async function run(options: Options): Promise<void> {
  warnOfOtherUsers('embedded AWS');
  const interrupted = stopRequest();
  const given = givenOf(options);
  if (settingOf('data', given) === null) await archiveFile(archiveOf(given));
  const possible = withPossibleUseCases(given, settingOf('data', given));
  const plain = settingsOf(possible);
  if (options.json !== undefined) {
    await refuseOverwriting(plain.archive, options.json, '--json FILE');
    await requireWritable(options.json, '--json FILE');
  }
  const held = await holdPort(options.port ?? LOCAL_PORT, { orNext: options.port === undefined });
  const { port } = held;
  const readFacts = () => factsOfShop(plain);
  const { facts, measurement } = await (options.quiet
    ? readFacts()
    : whileWorking('Reading the data', readFacts));
  const verdicts = readinessOf(facts, measurement);
  const extras = options.once || options.stack !== undefined ? {} : demoSettings(possible, plain, verdicts);
  const context = { ...possible, ...extras };
  const settings = settingsOf(context);
  const ended = new AbortController();
  interrupted.addEventListener('abort', () => ended.abort());
  let measuring: Promise<typeof measurement> | undefined;
  let found = measurement;
  /** The measurement runs while the recommenders train, because the command mostly waits then. */
  const measure = (): void => {
    measuring ??= measureBeside(given, plain, ended.signal).then((measured) => (found = measured));
  };

  const { speed, latency } = options;
  const view = options.quiet ? NO_VIEW : progressView(process.stdout, { verbose: options.verbose });
  const page = options.once && !options.open ? undefined : await pageOf(options, settings, port);
  if (possible !== given && !options.quiet)
    print(`The data has a single event type, from which these use cases can learn: ${possible.useCases}`);
  if (Object.keys(extras).length > 0 && !options.quiet) {
    print('To let the shop react to events, these settings differ from a plain "cdk deploy":');
    // Each is on its own line, so that it can be copied.
    for (const [name, value] of Object.entries(extras)) console.log(`  -c ${shellWord(`${name}=${value}`)}`);
  }
  // Loaded lazily, because they load the embedded AWS and the page.
  const { start, InterruptedRun } = require('./start') as typeof import('./start');
  await held.release();
  const run = start(
    { context, stack: options.stack, retainsData: settings.retainData, speed, latency, port, interrupted },
    {
      onStep: (step) => {
        view.onStep(step);
        page?.onStep(step);
      },
      onResource: (resource) => {
        view.onResource(resource);
        page?.onResource(resource);
        if (measurement === undefined && TRAINED.includes(resource.type)) measure();
      },
      onNote: view.onNote,
      onReady: async (ready) => {
        view.pause();
        page?.onReady(ready);
        print(`\n${pc.bold('Readiness')}`);
        const isDeployed = ({ useCase }: Readiness): boolean =>
          options.stack === undefined || ready.outputs[RECOMMENDER_OUTPUTS[useCase]] !== undefined;
        const printReadiness = (): void => {
          const readiness = readinessOf(facts, found).filter(({ useCase }) => settings.useCases.has(useCase));
          for (const line of readinessInBrief(readiness.filter(isDeployed))) print(line);
        };
        printReadiness();
        printAnswers(ready, process.stdout);
        if (options.once || interrupted.aborted) return;
        printHowToAsk(ready, options.stack);
        if (page) print(`The page is at ${page.address}`);
        if (measuring && found === undefined)
          void measuring.then((measured) => {
            if (!measured || interrupted.aborted) return;
            print(`\n${pc.bold('Readiness, now measured')}`);
            printReadiness();
          });
        await once(interrupted, 'abort');
      },
    },
  );
  const stoppedEarly = (error: unknown): undefined => {
    if (!(error instanceof InterruptedRun)) throw error;
    process.exitCode = exitCodeOf('SIGINT');
  };
  let report: Awaited<typeof run> | undefined;
  try {
    report = await run.catch(stoppedEarly);
  } finally {
    ended.abort();
    view.pause();
    await page?.close();
    await measuring;
  }
  if (report === undefined) return print('Stopped before there were recommendations. Nothing is left.');
  if (options.json !== undefined) await writeFile(options.json, `${terminalJson(report)}\n`);
  if (!options.quiet) print(`${leftInWords(report)} ${priceInWords(report, facts.size)}`);
}

function leftInWords({ inventoryAfterDestroy: { length } }: StartReport): string {
  if (length === 0) return 'Nothing is left.';
  const kept = countInWords(length, 'resource', 'resources');
  return `The setting retainData kept ${kept}, which ended with the embedded AWS.`;
}

/** The minimum cost of the stack on AWS. A higher minimum request rate costs more. */
function priceInWords({ outputs }: StartReport, { users }: ShopSize): string {
  const recommenders = Object.values(RECOMMENDER_OUTPUTS).filter(
    (name) => outputs[name] !== undefined,
  ).length;
  if (recommenders === 0) return 'What it costs on AWS: npm run cost.';
  const usd = recommenders * usersUsdPerHour(users, PRICES);
  const source = PRICES.isConfirmed ? '' : 'unconfirmed; ';
  return `On AWS: from $${usd.toFixed(2)} an hour until destroyed (${source}npm run cost).`;
}

/** The given settings. Rejects those that make no sense on a new embedded AWS. */
function givenOf(options: Options): GivenSettings {
  const given = withFiles(options);
  if (!IS_CHECKOUT && hasOwnApp() && options.stack === undefined)
    command.error('error: cdk.json has an app of its own; name its stack with --stack NAME');
  if (given.stage)
    command.error('error: -c stage is not for start, whose embedded AWS is an account of its own');
  if (given.source)
    command.error(
      'error: -c source is not for start, whose embedded AWS has no bucket yet; name a file with --archive',
    );
  return given;
}

/** Serves the page before the deployment starts, so that it shows the deployment. */
async function pageOf(options: Options, data: Settings, port: number): Promise<LocalPage> {
  const { speed, latency, open } = options;
  const { localPage } = require('../page/local-page') as typeof import('../page/local-page');
  const page = await localPage({
    speed,
    latency,
    data,
    useCases: [...data.useCases.keys()],
    branding: brandingOf(options, data.archive),
    endpoint: `http://127.0.0.1:${port}`,
  });
  print(`The page: ${page.address}`);
  if (open) openInBrowser(page.address);
  return page;
}

function printHowToAsk({ endpoint, recommendations }: ReadyRun, stack: string | undefined): void {
  print(`The embedded AWS stays up at ${endpoint}. To ask it, in another terminal:\n`);
  for (const line of exportLines({ endpoint, region: LOCAL_REGION })) print(`  ${line}`);
  for (const line of exampleQuestions(recommendations, stack))
    console.log(wrapCommand(`  ${line}`, widthOf(process.stdout) ?? Infinity));
  print('\nCtrl-C destroys the stack and leaves nothing.');
}

/** Example commands: the first question that was answered, with ids from the data, and the list of outputs. */
function exampleQuestions(recommendations: Answers, stack: string | undefined): string[] {
  const [[useCase, [first]] = ['', []]] = Object.entries(recommendations);
  if (first === undefined) return [];
  const { userId, itemId } = first.input;
  const optionsOf = (given: Readonly<Record<string, string | undefined>>): string[] =>
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  return [
    commandLine('recommend', [useCase, ...optionsOf({ user: userId, item: itemId, stack })]),
    commandLine('outputs', optionsOf({ stack })),
  ];
}
