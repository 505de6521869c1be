import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../cli/cdk';
import type { Result } from './measure';

/** The results of one measurement, with what they belong to. */
export interface StoredResult {
  /** A name of the table of measurements. */
  readonly name: string;
  readonly scale: number;
  readonly runs: number;
  readonly machine: string;
  readonly results: readonly Result[];
}

/** Where results are kept, one file a measurement and scale: the latest of each. */
export const RESULTS_FOLDER = join(PROJECT_FOLDER, 'bench', 'results');

/** Keeps a result in place of the former one. */
export async function storeResult(stored: StoredResult): Promise<void> {
  await mkdir(RESULTS_FOLDER, { recursive: true });
  const file = join(RESULTS_FOLDER, `${stored.name}-${stored.scale}x.json`);
  await writeFile(file, `${JSON.stringify(stored, null, 2)}\n`);
}

/** Everything that is kept, the smallest scale first. */
export async function storedResults(): Promise<StoredResult[]> {
  const names = (await readdir(RESULTS_FOLDER)).filter((name) => /-\d+x\.json$/.test(name));
  const results = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(RESULTS_FOLDER, name), 'utf8')) as StoredResult),
  );
  return results.sort((a, b) => a.scale - b.scale);
}
