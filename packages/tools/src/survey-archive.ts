import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreparationOptions } from './options';
import { profileOf } from './opened-shop';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/readiness/shop-facts';

/** Cache version: increment when {@link ShopFacts} or their computation change. */
const FORMAT = 2;

/** Which archive is surveyed, and how. */
export interface SurveyOptions extends PreparationOptions {
  /** Unix seconds. */
  readonly now: number;
  /** Cache folder. */
  readonly cacheFolder: string;
}

/**
 * The facts of an archive that decide on use cases, cached because each CDK command needs them.
 *
 * @throws Error if the archive cannot be read
 */
export async function surveyArchive(options: SurveyOptions): Promise<ShopFacts> {
  const { archive, cacheFolder, holdout, eventTypes, data, maxBadRows } = options;
  const { size, mtimeMs } = await stat(archive);
  const mapping = data === null ? [] : [data, maxBadRows, await filesOfFolder(archive)];
  const key = JSON.stringify([FORMAT, archive, size, mtimeMs, holdout, eventTypes, ...mapping]);
  const file = join(cacheFolder, `${createHash('sha256').update(key).digest('hex')}.json`);
  const kept = await readFile(file, 'utf8').then(parseFacts, () => undefined);
  if (kept !== undefined) return kept;

  const { facts } = (await profileOf(options, new Date(1000 * options.now))).profile;
  // A folder that cannot be written to costs time, nothing else.
  await mkdir(cacheFolder, { recursive: true })
    .then(() => writeFile(file, JSON.stringify(facts)))
    .catch(() => undefined);
  return facts;
}

/** Names, sizes and times of the files of a folder; nothing of a file. */
async function filesOfFolder(archive: string): Promise<unknown> {
  if (!(await stat(archive)).isDirectory()) return undefined;
  const names = (await readdir(archive, { recursive: true })).sort();
  return Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(archive, name));
      return [name, size, mtimeMs];
    }),
  );
}

/** Cached facts, or undefined if the file was truncated by an interrupted write. */
function parseFacts(text: string): ShopFacts | undefined {
  try {
    return JSON.parse(text) as ShopFacts;
  } catch {
    return undefined;
  }
}
