import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import type { Result } from './measure';

/** The results of one measurement, with their context. */
export interface StoredResult {
  /** A name of the table of measurements. */
  readonly name: string;
  readonly scale: number;
  readonly runs: number;
  readonly machine: string;
  readonly results: readonly Result[];
}

/** Folder of results. It has one file per measurement and scale, with the latest result. */
export const RESULTS_FOLDER = join(PROJECT_FOLDER, 'bench', 'results');

/** Stores a result, replacing the previous one. */
export async function storeResult(stored: StoredResult): Promise<void> {
  await mkdir(RESULTS_FOLDER, { recursive: true });
  const file = join(RESULTS_FOLDER, `${stored.name}-${stored.scale}x.json`);
  await writeFile(file, `${JSON.stringify(stored, null, 2)}\n`);
}

/** All stored results, the smallest scale first. */
export async function storedResults(): Promise<StoredResult[]> {
  const names = (await readdir(RESULTS_FOLDER)).filter((name) => /-\d+x\.json$/.test(name));
  const results = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(RESULTS_FOLDER, name), 'utf8')) as StoredResult),
  );
  return results.sort((a, b) => a.scale - b.scale);
}
