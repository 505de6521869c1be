import { Command, Option } from 'commander';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { context } from '../../../../cdk.json';
import { PRICES } from '@ecommerce-recommenders/prices/prices';
import { possibleUseCases } from '@ecommerce-recommenders/shop-data/use-cases-of';
import { LATENCIES, type LatencyName } from 'embedded-aws/latency';
import { PROJECT_FOLDER } from '../cdk';
import { exportLines, LOCAL_PORT, LOCAL_REGION } from 'embedded-aws/environment';
import { firstFreePort, openInBrowser } from '../local-server';
import { warnOfOtherUsers } from 'embedded-aws/command/warn-of-other-users';
import { archiveFile, refuseOverwriting, requireWritable } from '../named-files';
import { integerBetween, positiveNumber } from 'embedded-aws/command/option-values';
import { preparationDefaults, type PreparationOptions } from '../options';
import { localPage, type LocalPage } from '../page/local-page';
import { NO_VIEW, progressView } from '../progress-view';
import { printAnswers } from '../recommendation-table';
import { stopRequest } from 'embedded-aws/command/run-command';
import { type ReadyRun, start, type StartReport } from '../start';
import { terminalJson } from '../terminal';

interface Options {
  readonly once?: true;
  readonly archive?: string;
  readonly data?: string;
  readonly useCases?: string;
  readonly json?: string;
  readonly open?: true;
  readonly quiet?: true;
  readonly port?: number;
  readonly latency: LatencyName;
  readonly speed: number;
}

export const command = new Command('start')
  .option('--once', 'destroy as soon as the recommenders have answered')
  .option('--archive <file>', '.tar, .tar.gz or .tgz with items.csv, users.csv and interactions.csv')
  .option(
    '--data <json>',
    'how the shop’s own files become tables: JSON, or the name of a JSON file',
    dataText,
  )
  .option('--use-cases <names>', 'use cases to train, separated by commas')
  .option('--json <file>', 'also write outputs, recommendations and timings as JSON')
  .option('--open', 'open the page in the browser')
  .option('--quiet', 'print no progress')
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

async function run(options: Options): Promise<void> {
  warnOfOtherUsers('embedded AWS');
  const interrupted = stopRequest();
  const archive = archiveOf(options);
  const { data } = preparationOf(options);
  if (data === null) await archiveFile(archive);
  if (options.json !== undefined) {
    await refuseOverwriting(archive, options.json, '--json FILE');
    await requireWritable(options.json, '--json FILE');
  }
  const port = options.port ?? (await firstFreePort(LOCAL_PORT));
  const view = options.quiet ? NO_VIEW : progressView(process.stdout);
  const page = options.once && !options.open ? undefined : await pageOf(options);

  const useCases = useCasesOf(options);
  if (useCases !== options.useCases && !options.quiet)
    console.log(`The data has one type of event, of which these use cases learn: ${useCases}`);
  const report = await start(
    { ...options, useCases, port, interrupted },
    {
      onStep: (step) => {
        view.onStep(step);
        page?.onStep(step);
      },
      onResource: (resource) => {
        view.onResource(resource);
        page?.onResource(resource);
      },
      onReady: async (ready) => {
        view.pause();
        page?.onReady(ready);
        printAnswers(ready, process.stdout);
        if (options.once || interrupted.aborted) return;
        printHowToAsk(ready);
        if (page) console.log(`The page is at ${page.address}`);
        await once(interrupted, 'abort');
      },
    },
  ).finally(async () => {
    view.pause();
    await page?.close();
  });
  if (options.json !== undefined) await writeFile(options.json, `${terminalJson(report)}\n`);
  if (!options.quiet) console.log(`Nothing is left. ${billInWords(report.bill)}`);
}

/** The total, and where its prices are from. */
function billInWords(bill: StartReport['bill']): string {
  const usd = bill.reduce((sum, line) => sum + line.usd, 0);
  const total = usd < 0.01 ? 'less than a cent' : `about $${usd.toFixed(2)}`;
  return `On AWS this run would have cost ${total}${PRICES.isConfirmed ? '' : ' (unconfirmed prices)'}.`;
}

const archiveOf = ({ archive }: Options): string =>
  archive === undefined ? resolve(PROJECT_FOLDER, context.ecommerceRecommenders.archive) : resolve(archive);

/** The name of a file becomes absolute: the app that reads it starts in the project folder. */
function dataText(text: string): string {
  return /^\s*[[{]/.test(text) ? text : resolve(text);
}

const preparationOf = (options: Options): PreparationOptions =>
  preparationDefaults({
    ...context.ecommerceRecommenders,
    archive: archiveOf(options),
    ...(options.data !== undefined && { data: options.data }),
  });

/** The use cases that were named; else, where `--data` rules some of cdk.json's out, the others. */
function useCasesOf(options: Options): string | undefined {
  const named: readonly string[] = context.ecommerceRecommenders.useCases;
  if (options.useCases !== undefined || options.data === undefined) return options.useCases;
  const possible: readonly string[] = possibleUseCases(preparationOf(options).data);
  const kept = named.filter((name) => possible.includes(name));
  return kept.length === named.length || kept.length === 0 ? undefined : kept.join(',');
}

/** Serves the page before the deployment starts, so that it shows the deployment. */
async function pageOf(options: Options): Promise<LocalPage> {
  const { speed, open } = options;
  const data = preparationOf(options);
  const page = await localPage({ speed, data });
  console.log(`The page: ${page.address}`);
  if (open) openInBrowser(page.address);
  return page;
}

function printHowToAsk({ endpoint }: ReadyRun): void {
  console.log(`The embedded AWS stays up at ${endpoint}. To ask it, in another terminal:\n`);
  for (const line of exportLines({ endpoint, region: LOCAL_REGION })) console.log(`  ${line}`);
  console.log(
    '  npm run recommend -- best-sellers --user 1\n\nCtrl-C destroys the stack and leaves nothing.',
  );
}
