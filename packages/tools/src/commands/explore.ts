import { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { context } from '../../../../cdk.json';
import { profileArchive } from '../profile/archive-profile';
import { exploreReport } from '../explore/explore-report';
import { exploreSummary } from '../explore/explore-summary';
import { openInBrowser } from '../local-server';
import { archiveFile, inArchive, refuseOverwriting, requireWritable } from '../named-files';
import { addPreparationOptions, type PreparationOptions } from '../options';

interface Options extends PreparationOptions {
  readonly out: string;
  readonly open?: true;
  readonly quiet?: true;
}

export const command = addPreparationOptions(new Command('explore'), context.ecommerceRecommenders)
  .option('--out <file>', 'where to write the HTML file', 'explore.html')
  .option('--open', 'open it in the browser')
  .option('--quiet', 'print no summary')
  .action(run);

async function run({ archive, holdout, eventTypes, out, open, quiet }: Options): Promise<void> {
  const madeAt = new Date();
  const source = await archiveFile(archive);
  const file = resolve(out);
  await refuseOverwriting(archive, file, '--out FILE');
  await requireWritable(file, '--out FILE');
  const settings = { holdout, eventTypes, now: madeAt.getTime() / 1000 };
  const profile = await inArchive(archive, profileArchive(await source.open(), settings));
  await writeFile(file, exploreReport({ archive: basename(archive), profile, madeAt }));
  if (!quiet) console.log(`${exploreSummary(profile)}\n\nThe report is in ${file}`);
  if (open) openInBrowser(file);
}
