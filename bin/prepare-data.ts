import { resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import { context } from '../cdk.json';
import { archiveFile } from '../cli/archive-file';
import { runCommand } from '../cli/run-command';
import { directorySink } from '../domain/data/directory-sink';
import { prepareData, type Progress } from '../domain/data/prepare-data';
import { PREPARED_FILES } from '../domain/data/prepared-files';
import { parseEventTypes, parseHoldout } from '../domain/data/settings';
import type { Sink } from '../domain/data/sink';

interface Options {
  readonly archive: string;
  readonly holdout: number;
  readonly eventTypes: Record<string, string>;
  readonly backslash?: true;
  readonly out: string;
}

const DEFAULTS = context.ecommerceRecommenders;

const PASSES: Record<Progress['pass'], string> = { check: 'Checking', order: 'Ordering', write: 'Writing' };

const program = new Command('prepare-data')
  .description(
    'Makes the files that Amazon Personalize imports from an archive of a shop’s data, without AWS.',
  )
  .option(
    '--archive <file>',
    '.tar, .tar.gz or .tgz of items.csv, users.csv, interactions.csv',
    resolve(__dirname, '..', DEFAULTS.archive),
  )
  .option(
    '--holdout <share>',
    'share of each user’s newest interactions to hold out',
    argument(parseHoldout),
    DEFAULTS.holdout,
  )
  .option(
    '--event-types <json>',
    'event types to keep, and their new names',
    argument(parseEventTypes),
    DEFAULTS.eventTypes,
  )
  .option(
    '--backslash',
    'put a backslash before a quote within a value, as for Amazon Personalize, instead of doubling it',
  )
  .requiredOption('--out <folder>', 'folder for the files')
  .action(run);

async function run({ archive, holdout, eventTypes, backslash, out }: Options): Promise<void> {
  const sink = directorySink(out);
  process.once('SIGINT', () => void abort(sink));
  const { bytes: size, open: openArchive } = await archiveFile(archive);
  const bar = new SingleBar({
    format: '{pass} |{bar}| {percentage}%',
    clearOnComplete: true,
    noTTYOutput: false,
  });
  bar.start(size, 0, { pass: '' });
  const { files, warnings } = await prepareData({
    openArchive,
    settings: { holdout, eventTypes, escape: backslash ? '\\' : '"' },
    sink,
    onProgress: ({ pass, bytes }) => bar.update(bytes, { pass: PASSES[pass] }),
  }).finally(() => bar.stop());

  for (const name of PREPARED_FILES) {
    process.stdout.write(
      `${name.padEnd(26)} ${files[name].rows.toLocaleString('en-US').padStart(12)} rows\n`,
    );
  }
  for (const warning of warnings) process.stdout.write(`Warning: ${warning}\n`);
}

async function abort(sink: Sink): Promise<void> {
  await sink.abort();
  process.exit(130);
}

/** Makes a bad value of an option a usage error. */
function argument<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

void runCommand(program);
