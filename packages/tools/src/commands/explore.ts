import { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { context } from '../../../../cdk.json';
import { exploreReport } from '../explore/explore-report';
import { exploreSummary } from '../explore/explore-summary';
import { openInBrowser } from '../local-server';
import { reportLines } from '@ecommerce-recommenders/shop-data/mapping/mapping-report';
import { archiveFile, refuseOverwriting, requireWritable } from '../named-files';
import { profileOf } from '../opened-shop';
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

async function run({ out, open, quiet, ...options }: Options): Promise<void> {
  const madeAt = new Date();
  const { archive } = options;
  const file = resolve(out);
  if (options.data === null) await archiveFile(archive);
  await refuseOverwriting(archive, file, '--out FILE');
  await requireWritable(file, '--out FILE');
  const { profile, reports } = await profileOf(options, madeAt);
  await writeFile(file, exploreReport({ archive: basename(archive), profile, madeAt }));
  if (!quiet) {
    for (const line of reports.flatMap(reportLines)) console.log(line);
    console.log(`${exploreSummary(profile)}\n\nThe report is in ${file}`);
  }
  if (open) openInBrowser(file);
}
