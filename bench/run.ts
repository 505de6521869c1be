import Table from 'cli-table3';
import { Command, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { runCommand } from 'embedded-aws/command/run-command';
import { machine } from './machine';
import { measure, RESULT_COLUMNS, resultRows } from './measure';
import { goalAt, type Measurement } from './measurement';
import { MEASUREMENTS } from './measurements';
import { performanceDocument } from './performance-document';
import { runQuality, type QualityPaths } from './quality/run-quality';
import { storeResult } from './results-folder';
import { recordTimeline } from './timeline';

interface Options extends QualityPaths {
  readonly only?: string;
  readonly scale: '1' | '10' | '30' | '100';
  readonly without: readonly string[];
  readonly quick?: boolean;
}

const TIMELINE = 'timeline';
const QUALITY = 'quality';
const NAMES = Object.keys(MEASUREMENTS) as (keyof typeof MEASUREMENTS)[];

const program = new Command('bench')
  .description(
    'Measures the project beside its peers, keeps the results in bench/results and writes docs/performance.md.',
  )
  .addOption(new Option('--only <name>', 'one measurement').choices([...NAMES, TIMELINE, QUALITY]))
  .addOption(
    new Option('--scale <n>', 'times the workshop’s 675,004 interactions')
      .choices(['1', '10', '30', '100'])
      .default('1'),
  )
  .option('--without <names...>', 'contenders to leave out: some take minutes at ten times the size', [])
  .option('--online-retail <file>', 'for quality: Online Retail of the UCI repository, CSV or CSV.gz')
  .option('--clothing-shop <file>', 'for quality: the clickstream of a clothing shop of the UCI repository')
  .option('--complete-journey <file>', 'for quality: a sample of The Complete Journey as a prepared archive')
  .option('--workshop <file>', 'for quality: the archive of the workshop of Amazon Personalize')
  .option('--data <path>', 'for quality: a CSV file of interactions, a folder with one, or an archive')
  .option('--quick', 'one short run of little data, to see that everything works; nothing is kept')
  .action(run);

async function run({ only, scale, without, quick: isQuick = false, ...paths }: Options): Promise<void> {
  if (only === QUALITY) return runQuality(paths);
  for (const name of NAMES) {
    if (only !== undefined && only !== name) continue;
    const measurement: Measurement = MEASUREMENTS[name];
    const runs = isQuick || measurement.runsOnce ? 1 : 5;
    const options = { scale: Number(scale), isQuick, without, runs };
    const results = await measure(measurement, options);
    const table = new Table({
      style: { head: [], border: [] },
      head: [...RESULT_COLUMNS],
      colAligns: ['left', 'right', 'right', 'right', 'right'],
    });
    table.push(...resultRows(measurement, results));
    console.log(`${measurement.title} (goal: ${goalAt(measurement, options.scale)})\n${table.toString()}\n`);
    if (!isQuick) await storeResult({ name, ...options, machine: machine(), results });
  }
  if (only === TIMELINE || (only === undefined && !isQuick)) recordTimeline();
  if (!isQuick) await writeFile(join(PROJECT_FOLDER, 'docs', 'performance.md'), await performanceDocument());
}

void runCommand(program, process.argv.slice(2));
