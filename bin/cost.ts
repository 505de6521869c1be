import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { context } from '../cdk.json';
import { archiveFile } from '../cli/archive-file';
import { costReport, costText } from '../cli/cost-report';
import { integerBetween, positiveNumber } from '../cli/option-parsers';
import { runCommand } from '../cli/run-command';
import { prepareData } from '../domain/data/prepare-data';
import { DATASETS, DATASET_TYPES } from '../domain/datasets';
import { USE_CASE_NAMES, type UseCaseName } from '../domain/use-cases';

interface Options {
  readonly archive: string;
  readonly useCases: readonly UseCaseName[];
  readonly users?: number;
  readonly rps: number;
  readonly minRps: number;
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
  .option('--use-cases <names>', 'separated by commas', useCasesOf, useCasesOf(DEFAULTS.useCases.join()))
  .option('--users <n>', 'users in the dataset group, instead of the archive’s', integerBetween(1, 1e9))
  .option('--rps <n>', 'requests a second that each recommender is asked', positiveNumber, 10)
  .option('--min-rps <n>', 'requests a second that are provisioned', integerBetween(1, 500), 1)
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
    useCases,
    users: users ?? files[DATASETS.USERS.file].rows,
    minRequestsPerSecond: minRps,
    requestsPerSecond: rps,
    importBytes: DATASET_TYPES.reduce((bytes, type) => bytes + files[DATASETS[type].file].bytes, 0),
  });
  console.log(json ? JSON.stringify(report, null, 2) : costText(report));
}

async function done(): Promise<void> {}

function useCasesOf(text: string): UseCaseName[] {
  return text.split(',').map((name) => {
    const found = USE_CASE_NAMES.find((known) => known === name.trim());
    if (!found) throw new InvalidArgumentError(`Got "${name}", allowed are ${USE_CASE_NAMES.join(', ')}.`);
    return found;
  });
}

void runCommand(program);
