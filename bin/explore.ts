import { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { context } from '../cdk.json';
import { archiveFile, inArchive } from '../cli/archive-file';
import { exploreReport } from '../cli/explore/explore-report';
import { exploreSummary } from '../cli/explore/explore-summary';
import { openInBrowser } from '../cli/open-in-browser';
import { addPreparationOptions, type PreparationOptions } from '../cli/preparation-options';
import { refuseOverwriting } from '../cli/refuse-overwriting';
import { requireWritable } from '../cli/require-writable';
import { runCommand } from '../cli/run-command';
import { profileArchive } from '../domain/profile/archive-profile';

interface Options extends PreparationOptions {
  readonly out: string;
  readonly open?: true;
}

const program = addPreparationOptions(new Command('explore'), context.ecommerceRecommenders)
  .description(
    'Says what a shop’s data holds and whether each use case is ready for it, on the terminal and as one HTML file.',
  )
  .option('--out <file>', 'where to write the HTML file', 'explore.html')
  .option('--open', 'open it in the browser')
  .action(run);

async function run({ archive, holdout, eventTypes, out, open }: Options): Promise<void> {
  const madeAt = new Date();
  const source = await archiveFile(archive);
  const file = resolve(out);
  await refuseOverwriting(archive, file, '--out FILE');
  await requireWritable(file, '--out FILE');
  const settings = { holdout, eventTypes, now: madeAt.getTime() / 1000 };
  const profile = await inArchive(source, profileArchive(await source.open(), settings));
  await writeFile(file, exploreReport({ archive: basename(archive), profile, madeAt }));
  console.log(`${exploreSummary(profile)}\n\nThe report is in ${file}`);
  if (open) openInBrowser(file);
}

void runCommand(program);
