import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { context } from '../cdk.json';
import { archiveFile, inArchive } from '../cli/archive-file';
import { addPreparationOptions, type PreparationOptions } from '../cli/preparation-options';
import { refuseOverwriting } from '../cli/refuse-overwriting';
import { runCommand } from '../cli/run-command';
import { exitCodeOf, STOP_SIGNALS } from '../cli/stop-signals';
import { directorySink } from '../domain/data/directory-sink';
import { prepareData } from '../domain/data/prepare-data';
import type { Progress } from '../domain/data/read-passes';
import { PREPARED_FILES } from '../domain/data/prepared-output';
import type { Sink } from '../domain/data/sink';

interface Options extends PreparationOptions {
  readonly backslash?: true;
  readonly out: string;
}

const PASSES: Record<Progress['pass'], string> = { check: 'Checking', order: 'Ordering', write: 'Writing' };

const program = addPreparationOptions(new Command('prepare-data'), context.ecommerceRecommenders)
  .description(
    'Makes the files that Amazon Personalize imports from an archive of a shop’s data, without AWS.',
  )
  .option(
    '--backslash',
    'put a backslash before a quote within a value, as for Amazon Personalize, instead of doubling it',
  )
  .requiredOption('--out <folder>', 'folder for the files')
  .action(run);

async function run({ archive, holdout, eventTypes, backslash, out }: Options): Promise<void> {
  const sink = directorySink(out);
  for (const signal of STOP_SIGNALS) process.on(signal, () => void abort(sink, signal));
  const source = await archiveFile(archive);
  for (const name of PREPARED_FILES) await refuseOverwriting(archive, join(out, name), '--out FOLDER');
  const bar = new SingleBar({
    format: '{pass} |{bar}| {percentage}%',
    clearOnComplete: true,
    noTTYOutput: false,
  });
  bar.start(source.bytes, 0, { pass: '' });
  const preparing = prepareData({
    openArchive: source.open,
    settings: { holdout, eventTypes, escape: backslash ? '\\' : '"' },
    sink,
    onProgress: ({ pass, bytes }) => bar.update(bytes, { pass: PASSES[pass] }),
  });
  const { files, warnings } = await inArchive(source, preparing).finally(() => bar.stop());

  for (const name of PREPARED_FILES) {
    process.stdout.write(
      `${name.padEnd(26)} ${files[name].rows.toLocaleString('en-US').padStart(12)} rows\n`,
    );
  }
  for (const warning of warnings) process.stdout.write(`Warning: ${warning}\n`);
}

async function abort(sink: Sink, signal: NodeJS.Signals): Promise<void> {
  await sink.abort();
  process.exit(exitCodeOf(signal));
}

void runCommand(program);
