import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { directorySink } from './directory-sink';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { DATASETS, WARM_FILE } from '@ecommerce-recommenders/shop-data/data/datasets';
import { heldOutInWords } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import { PREPARED_FILES } from '@ecommerce-recommenders/shop-data/data/preparation/prepared-output';
import type { Progress } from '@ecommerce-recommenders/shop-data/data/preparation/read-passes';
import type { Sink } from '@ecommerce-recommenders/shop-data/data/preparation/sink';
import { eventTypesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { reportLines } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { inArchive, refuseOverwriting } from '../shop-files/named-files';
import { openShop } from '../shop-files/opened-shop';
import { addDataOptions, preparationOf, type SettingOptions } from '../options';
import { progressBar } from '../start/progress-view';
import { print } from 'embedded-aws/command/terminal-lines';
import { exitCodeOf, STOP_SIGNALS } from 'embedded-aws/command/run-command';

interface Options extends SettingOptions {
  readonly backslash?: true;
  readonly out: string;
  readonly quiet?: true;
}

const PASSES: Record<Progress['pass'], string> = { check: 'Checking', order: 'Ordering', write: 'Writing' };

export const command = addDataOptions(new Command('prepare-data'))
  .option(
    '--backslash',
    'escape quotes with a backslash, as Amazon Personalize requires, instead of doubling them',
  )
  .requiredOption('--out <folder>', 'folder for the files')
  .option('--quiet', 'print warnings and errors only')
  .action(run);

async function run({ backslash, out, quiet, ...given }: Options): Promise<void> {
  const options = preparationOf(given);
  const { archive, holdout, holdoutBy, data } = options;
  if (resolve(out) === resolve(archive))
    throw new DataError(
      `--out ${visible(out)} is the folder of the archive. Name another folder for the files, such as --out ${visible(join(out, 'prepared'))}.`,
    );
  const sink = directorySink(out);
  for (const signal of STOP_SIGNALS) process.on(signal, () => void abort(sink, signal));
  const { source, datasets, bytes, reports } = await openShop(options, out);
  const eventTypes = eventTypesOf(data, options.eventTypes);
  for (const name of PREPARED_FILES) await refuseOverwriting(archive, join(out, name), '--out FOLDER');
  const bar = progressBar('{pass} |{bar}| {percentage}%', quiet || bytes === undefined);
  bar.start(bytes ?? 0, 0, { pass: '' });
  const preparing = prepareData({
    ...source,
    datasets,
    settings: { holdout, holdoutBy, eventTypes, escape: backslash ? '\\' : '"' },
    sink,
    onProgress: ({ pass, bytes }) => bar.update(bytes, { pass: PASSES[pass] }),
  });
  const { files, warnings } = await inArchive(archive, preparing).finally(() => bar.stop());

  if (!quiet) {
    for (const name of PREPARED_FILES) {
      const { rows } = files[name] ?? {};
      if (rows !== undefined)
        print(`${name.padEnd(26)} ${grouped(rows).padStart(12)} ${rows === 1 ? 'row' : 'rows'}`);
    }
    const { rows } = files[DATASETS.INTERACTIONS.file];
    print(heldOutInWords({ keptRows: files[WARM_FILE].rows, rows }));
  }
  for (const line of reports().flatMap(reportLines)) print(line);
  for (const warning of warnings) print(`Warning: ${warning}`);
}

async function abort(sink: Sink, signal: NodeJS.Signals): Promise<void> {
  await sink.abort();
  process.exit(exitCodeOf(signal));
}
