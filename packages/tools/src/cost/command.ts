import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { listedItems, NO_SIZE } from '@ecommerce-recommenders/shop-data/insight/cost/shop-size';
import { hashesUsers } from '@ecommerce-recommenders/shop-data/insight/cost/user-key-cost';
import { parsePrices } from '@ecommerce-recommenders/personalize/parse-prices';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import type { PreparedFiles } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { datasetsOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { readingProblem } from '@ecommerce-recommenders/shop-data/data/files/reading-problem';
import { dataOf, type CostData } from './cost-data';
import { costReport, type CostQuestion } from './cost-report';
import { costText } from './cost-text';
import { addJudgedStack, isOwnApp, judgedShop } from '../cdk/judged-shop';
import { archiveOf, settingOf, withFiles } from '../given-settings';
import { archiveFile } from '../shop-files/named-files';
import { addDataOptions, type SettingOptions } from '../options';
import { integerBetween, positiveNumber } from 'embedded-aws/command/option-values';
import { print, widthOf } from 'embedded-aws/command/terminal-lines';
import { whileWorking } from '../terminal';
import { factsOfShop } from '../shop-files/shop-facts';
import { visible } from '@ecommerce-recommenders/csv/visible';

interface Options extends SettingOptions {
  readonly askedHours?: number;
  readonly users?: number;
  readonly rps: number;
  readonly eventsPerDay: number;
  readonly prices: Prices;
  readonly items?: number;
  readonly json?: true;
  readonly stack?: string;
}

export const command = addJudgedStack(addDataOptions(new Command('cost')))
  .option(
    '--asked-hours <n>',
    'hours from the start of a day until its last request, to count the stops of idle recommenders',
    positiveNumber,
  )
  .option('--users <n>', 'users in the dataset group, instead of the archive’s', integerBetween(1, 1e9))
  .option('--rps <n>', 'load on each recommender, in requests a second', positiveNumber, 10)
  .option('--events-per-day <n>', 'streamed events a day', integerBetween(0, 1e12), 0)
  .option('--items <n>', 'items that get lists, instead of the archive’s', integerBetween(1, 1e9))
  .addOption(
    new Option(
      '--prices <file>',
      'JSON with prices of your own, as packages/personalize/src/prices.ts has them',
    )
      .argParser(pricesOf)
      .default(PRICES, 'those of this project'),
  )
  .option('--json', 'print JSON')
  .action(run);

async function run({
  askedHours,
  users,
  rps,
  eventsPerDay,
  prices,
  items,
  json,
  stack,
  ...options
}: Options): Promise<void> {
  const given = withFiles(options);
  const isOfApp = isOwnApp(stack);
  if (!isOfApp && settingOf('data', given) === null) await archiveFile(archiveOf(given));
  const { settings, hasData } = await (isOfApp
    ? whileWorking('Synthesizing the app', () => judgedShop(given, stack))
    : judgedShop(given, stack));
  // The settings always name an archive, even if the data is in S3.
  const isRead = hasData || !isOfApp;
  const { files, size }: Omit<CostData, 'files'> & { readonly files: Partial<PreparedFiles> } = isRead
    ? await whileWorking('Reading the data', () => dataOf(settings))
    : { files: {}, size: NO_SIZE };
  const { api, stopWhenIdleHours } = settings;
  const imported = datasetsOf(settings.data);
  const question: CostQuestion = {
    ...settings,
    ...(askedHours !== undefined && { idleStops: { askedHours, stopWhenIdleHours } }),
    users: users ?? size.users,
    requestsPerSecond: rps,
    eventsPerDay,
    hasKey: settings.createKey,
    hashesUsers: hashesUsers(settings.data),
    glueWorkers: settings.preparation === 'glue' ? settings.glueWorkers : 0,
    items: items ?? listedItems(size, settings.listsItems),
    apiRate: api?.rate ?? 0,
    apiConcurrency: api?.concurrency,
    guestsPerDay: settings.guests?.perDay,
    attributedMetrics: Object.keys(settings.metricAttribution).length,
    // Exact duplicates are not billed: an import keeps only one of them.
    interactions: isRead ? (await factsOfShop(settings)).facts.distinctRows : 0,
    importBytes: DATASET_TYPES.filter((type) => imported[type]).reduce(
      (bytes, type) => bytes + (files[DATASETS[type].file]?.bytes ?? 0),
      0,
    ),
    unknown: isRead
      ? []
      : [
          ...(users === undefined ? (['users'] as const) : []),
          ...(items === undefined ? (['items'] as const) : []),
          ...(['interactions', 'importBytes'] as const),
        ],
  };
  const report = costReport(question, prices);
  if (json) return console.log(JSON.stringify(report, null, 2));
  print(costText(report, prices, widthOf(process.stdout)));
}

function pricesOf(file: string): Prices {
  try {
    return parsePrices(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InvalidArgumentError(`${visible(file)}: ${readingProblem(error as Error)}`);
  }
}
