import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { profileArchive, type ProfileSettings } from './profile/archive-profile';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/readiness/shop-facts';

/** Cache version: increment when {@link ShopFacts} or their computation change. */
const FORMAT = 2;

/** Which archive is surveyed, and how. */
export interface SurveyOptions extends ProfileSettings {
  /** Path of the archive. */
  readonly archive: string;
  /** Cache folder. */
  readonly cacheFolder: string;
}

/**
 * The facts of an archive that decide on use cases, cached because each CDK command needs them.
 *
 * @throws Error if the archive cannot be read
 */
export async function surveyArchive(options: SurveyOptions): Promise<ShopFacts> {
  const { archive, cacheFolder, holdout, eventTypes } = options;
  const { size, mtimeMs } = await stat(archive);
  const key = JSON.stringify([FORMAT, archive, size, mtimeMs, holdout, eventTypes]);
  const file = join(cacheFolder, `${createHash('sha256').update(key).digest('hex')}.json`);
  const kept = await readFile(file, 'utf8').then(parseFacts, () => undefined);
  if (kept !== undefined) return kept;

  const source = createReadStream(archive) as AsyncIterable<Buffer>;
  const { facts } = await profileArchive(source, options);
  // A folder that cannot be written to costs time, nothing else.
  await mkdir(cacheFolder, { recursive: true })
    .then(() => writeFile(file, JSON.stringify(facts)))
    .catch(() => undefined);
  return facts;
}

/** Cached facts, or undefined if the file was truncated by an interrupted write. */
function parseFacts(text: string): ShopFacts | undefined {
  try {
    return JSON.parse(text) as ShopFacts;
  } catch {
    return undefined;
  }
}
