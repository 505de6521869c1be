import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { context } from '../cdk.json';
import { archiveFile } from '../cli/archive-file';
import { costReport, costText } from '../cli/cost-report';
import { integerBetween, positiveNumber } from '../cli/option-parsers';
import { runCommand } from '../cli/run-command';
import { prepareData } from '../domain/data/prepare-data';
import { DATASETS, DATASET_TYPES } from '../domain/datasets';
import type { ShopUseCases } from '../domain/recommender-options';
import { USE_CASE_NAMES } from '../domain/use-cases';
import { parseUseCases } from '../lib/parse-use-cases';
import { SettingProblem } from '../lib/setting-problem';

interface Options {
  readonly archive: string;
  readonly useCases: ShopUseCases;
  readonly users?: number;
  readonly rps: number;
  readonly minRps?: number;
  readonly json?: true;
}

const DEFAULTS = context.ecommerceRecommenders;

const program = new Command('cost')
  .description('Prints what a month of this configuration costs on AWS, before it is deployed.')
  .option(
    '--archive <file>',
    '.tar, .tar.gz or .tgz whose users are counted',
    resolve(__dirname, '..', DEFAULTS.archive),
  )
  .option(
    '--use-cases <names>',
    'as the setting useCases, options included',
    useCasesOf,
    useCasesOf(DEFAULTS.useCases),
  )
  .option('--users <n>', 'users in the dataset group, instead of the archive’s', integerBetween(1, 1e9))
  .option('--rps <n>', 'requests a second that each recommender is asked', positiveNumber, 10)
  .option(
    '--min-rps <n>',
    'requests a second that each provisions, instead of its own',
    integerBetween(1, 2500),
  )
  .option('--json', 'print JSON')
  .action(run);

async function run({ archive, useCases, users, rps, minRps, json }: Options): Promise<void> {
  const { open } = await archiveFile(archive);
  const { files } = await prepareData({
    openArchive: open,
    settings: { holdout: DEFAULTS.holdout, eventTypes: DEFAULTS.eventTypes, escape: '\\' },
    sink: { open: async () => ({ write: async () => {}, end: async () => {} }), commit: done, abort: done },
  });
  const report = costReport({
    useCases: minRps === undefined ? useCases : provisioning(useCases, minRps),
    users: users ?? files[DATASETS.USERS.file].rows,
    requestsPerSecond: rps,
    importBytes: DATASET_TYPES.reduce((bytes, type) => bytes + files[DATASETS[type].file].bytes, 0),
  });
  console.log(json ? JSON.stringify(report, null, 2) : costText(report));
}

async function done(): Promise<void> {}

function provisioning(useCases: ShopUseCases, minRecommendationRequestsPerSecond: number): ShopUseCases {
  return new Map(
    [...useCases].map(([useCase, options]) => [useCase, { ...options, minRecommendationRequestsPerSecond }]),
  );
}

function useCasesOf(raw: unknown): ShopUseCases {
  try {
    const useCases = parseUseCases(raw, '');
    if (useCases) return useCases;
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    throw new InvalidArgumentError(error.message);
  }
  throw new InvalidArgumentError(`Got ${JSON.stringify(raw)}, allowed are ${USE_CASE_NAMES.join(', ')}.`);
}

void runCommand(program);
