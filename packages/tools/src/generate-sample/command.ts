import { Command } from 'commander';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { generateSample } from '../sample/generate-sample';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

export const command = new Command('generate-sample').option('--quiet', 'print nothing').action(run);

async function run({ quiet }: { readonly quiet?: true }): Promise<void> {
  const target = path.join(PROJECT_FOLDER, 'assets/RetailSampleDataSet.tar.gz');
  const { files, archive } = generateSample();
  await writeFile(target, archive);
  if (quiet) return;
  for (const { name, rows } of files) console.log(`${name}: ${countInWords(rows, 'row')}`);
  console.log(`${target}: ${countInWords(archive.length, 'byte')}`);
  console.log(`sha256 ${createHash('sha256').update(archive).digest('hex')} (goes into assets/SOURCE.md)`);
}
