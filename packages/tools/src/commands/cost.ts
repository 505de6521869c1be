import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { hashesUsers } from '@ecommerce-recommenders/shop-data/cost/user-key-cost';
import { parsePrices } from '@ecommerce-recommenders/prices/parse-prices';
import { PRICES, type Prices } from '@ecommerce-recommenders/prices/prices';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/prepare-data';
import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS } from '@ecommerce-recommenders/shop-data/datasets';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
import type { RequestRateBounds } from '@ecommerce-recommenders/shop-data/request-bounds';
import type { RunningHours } from '@ecommerce-recommenders/shop-data/running-hours';
import { eventTypesOf } from '@ecommerce-recommenders/shop-data/mapping/datasets-of';
import { readingProblem } from '@ecommerce-recommenders/shop-data/files/reading-problem';
import type { BatchesSettings } from '@ecommerce-recommenders/shop-data/settings/batches-setting';
import type { RankingSettings } from '@ecommerce-recommenders/shop-data/settings/ranking-setting';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/settings/segments-setting';
import { readSetting, type Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { NO_CONTEXT, SettingProblem } from '@ecommerce-recommenders/shop-data/settings/shape';
import { costReport, type CostQuestion } from '../cost-report';
import { costText } from '../cost-text';
import { inArchive } from '../named-files';
import { settingInFile } from '../given-settings';
import { preparationDefaults } from '../options';
import { openShop } from '../opened-shop';
import { integerBetween, positiveNumber } from 'embedded-aws/command/option-values';
import { visible } from '@ecommerce-recommenders/csv/visible';

interface Options {
  readonly archive: string;
  readonly useCases: ShopUseCases;
  readonly runningHours: RunningHours | null;
  readonly askedHours?: number;
  readonly stopWhenIdleHours: number;
  readonly users?: number;
  readonly rps: number;
  readonly minRps?: number;
  readonly requestRate: RequestRateBounds | null;
  readonly eventsPerDay: number;
  readonly key: boolean;
  readonly hashUsers?: true;
  readonly glueWorkers: number;
  readonly prices: Prices;
  readonly items?: number;
  readonly filters: Readonly<Record<string, string>>;
  readonly listsSchedule: string;
  readonly apiRate: number;
  readonly apiConcurrency?: number;
  readonly ranking: RankingSettings | null;
  readonly segments: SegmentsSettings | null;
  readonly batches: BatchesSettings | null;
  readonly json?: true;
}

export const command = new Command('cost')
  .option('--archive <file>', '.tar, .tar.gz or .tgz whose users are counted', preparationDefaults().archive)
  .option(
    '--use-cases <names>',
    'as the setting useCases, options included',
    setting('useCases'),
    settingInFile('useCases'),
  )
  .option(
    '--running-hours <json>',
    'as the setting runningHours',
    setting('runningHours'),
    settingInFile('runningHours'),
  )
  .option(
    '--asked-hours <n>',
    'hours from the start of a day until its last request, to count the stops of idle recommenders',
    positiveNumber,
  )
  .option(
    '--stop-when-idle-hours <n>',
    'as the setting stopWhenIdleHours',
    integerBetween(0, 336),
    settingInFile('stopWhenIdleHours'),
  )
  .option('--users <n>', 'users in the dataset group, instead of the archive’s', integerBetween(1, 1e9))
  .option('--rps <n>', 'load on each recommender, in requests a second', positiveNumber, 10)
  .option(
    '--min-rps <n>',
    'provisioned requests a second of each recommender, instead of its own option',
    integerBetween(1, 2500),
  )
  .option(
    '--request-rate <json>',
    'as the setting requestRate, for the prices of its bounds',
    setting('requestRate'),
    settingInFile('requestRate'),
  )
  .option('--events-per-day <n>', 'streamed events a day', integerBetween(0, 1e12), 0)
  .option('--key', 'include the KMS key of the setting createKey', settingInFile('createKey'))
  .option('--hash-users', 'include the KMS key of hashUsers, though the data of cdk.json does not have it')
  .option(
    '--glue-workers <n>',
    'workers of the Glue job, if it prepares the data',
    integerBetween(2, 299),
    settingInFile('preparation') === 'glue' ? settingInFile('glueWorkers') : 0,
  )
  .option('--items <n>', 'items that get lists, instead of the archive’s', integerBetween(1, 1e9))
  .option(
    '--filters <json>',
    'as the setting filters, for lists',
    setting('filters'),
    settingInFile('filters'),
  )
  .option(
    '--lists-schedule <expression>',
    'as the setting listsSchedule',
    setting('listsSchedule'),
    settingInFile('listsSchedule'),
  )
  .option(
    '--api-rate <n>',
    'requests a second that the API aims at, as the setting api has them; 0 for no API',
    integerBetween(0, 10_000),
    settingInFile('api')?.rate ?? 0,
  )
  .option(
    '--api-concurrency <n>',
    'executions that are reserved for the API, as the setting api has them',
    integerBetween(1, 900),
    settingInFile('api')?.concurrency,
  )
  .option('--ranking <json>', 'as the setting ranking', setting('ranking'), settingInFile('ranking'))
  .option('--segments <json>', 'as the setting segments', setting('segments'), settingInFile('segments'))
  .option('--batches <json>', 'as the setting batches', setting('batches'), settingInFile('batches'))
  .addOption(
    new Option('--prices <file>', 'JSON with prices of your own, as packages/prices/src/prices.ts has them')
      .argParser(pricesOf)
      .default(PRICES, 'those of this project'),
  )
  .option('--json', 'print JSON')
  .action(run);

async function run(options: Options): Promise<void> {
  const { archive, useCases, runningHours, users, rps, minRps, eventsPerDay, key, glueWorkers } = options;
  const { askedHours, stopWhenIdleHours, prices, json, hashUsers = false } = options;
  const settings = { ...preparationDefaults(), archive };
  const { source, datasets } = await openShop(settings);
  const preparing = prepareData({
    ...source,
    datasets,
    settings: {
      holdout: settings.holdout,
      holdoutBy: settings.holdoutBy,
      eventTypes: eventTypesOf(settings.data, settings.eventTypes),
      escape: '\\',
    },
    sink: { open: async () => ({ write: async () => {}, end: async () => {} }), commit: done, abort: done },
  });
  const { files } = await inArchive(archive, preparing);
  const question: CostQuestion = {
    useCases: minRps === undefined ? useCases : provisioning(useCases, minRps),
    requestRate: options.requestRate,
    runningHours,
    ...(askedHours !== undefined && { idleStops: { askedHours, stopWhenIdleHours } }),
    users: users ?? files[DATASETS.USERS.file]?.rows ?? 0,
    requestsPerSecond: rps,
    eventsPerDay,
    hasKey: key,
    hashesUsers: hashUsers || hashesUsers(settings.data),
    glueWorkers,
    items: options.items ?? files[DATASETS.ITEMS.file]?.rows ?? 0,
    filters: options.filters,
    listsSchedule: options.listsSchedule,
    apiRate: options.apiRate,
    apiConcurrency: options.apiConcurrency,
    ranking: options.ranking,
    segments: options.segments,
    batches: options.batches,
    interactions: files[DATASETS.INTERACTIONS.file]?.rows ?? 0,
    importBytes: DATASET_TYPES.reduce((bytes, type) => bytes + (files[DATASETS[type].file]?.bytes ?? 0), 0),
  };
  const report = costReport(question, prices);
  console.log(json ? JSON.stringify(report, null, 2) : costText(report, prices));
}

async function done(): Promise<void> {}

function provisioning(useCases: ShopUseCases, minRecommendationRequestsPerSecond: number): ShopUseCases {
  return new Map(
    [...useCases].map(([useCase, options]) => [useCase, { ...options, minRecommendationRequestsPerSecond }]),
  );
}

/** Reads the text of an option as that of a setting. */
function setting<Name extends keyof Settings>(name: Name): (raw: string) => Settings[Name] {
  return (raw) => {
    try {
      return readSetting(name, raw, NO_CONTEXT);
    } catch (error) {
      if (!(error instanceof SettingProblem)) throw error;
      throw new InvalidArgumentError(error.message);
    }
  };
}

function pricesOf(file: string): Prices {
  try {
    return parsePrices(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InvalidArgumentError(`${visible(file)}: ${readingProblem(error as Error)}`);
  }
}
