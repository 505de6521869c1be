import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/mapping/mapping';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/readiness/shop-facts';

/** Cache version: increment when {@link ShopFacts} or their computation change. */
const FORMAT = 2;

/** Which archive is surveyed, and how. */
export interface SurveyOptions {
  /** Path of the archive. */
  readonly archive: string;
  readonly holdout: number;
  readonly eventTypes: Readonly<Record<string, EventType>>;
  /** How the shop's own files become tables; null for an archive with the workshop's columns. */
  readonly data: ShopMapping | null;
  readonly maxBadRows: number;
  /** Cache folder. */
  readonly cacheFolder: string;
}

/** What an archive holds for the use cases, or why it cannot be read. */
export type Survey = { readonly facts: ShopFacts } | { readonly problem: string };

/** TypeScript in the checkout, JavaScript where this package was built. */
const EXTENSION = path.extname(__filename);
const PROGRAM = path.join(__dirname, `../packages/tools/src/profile/print-facts${EXTENSION}`);
const LOADER = EXTENSION === '.ts' ? ['-r', path.join(__dirname, '../bin/run-typescript.cjs')] : [];

/** Facts are a few kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The facts of an archive that decide on use cases, cached because each CDK command needs them. Like a synth it is
 * synchronous: a process of its own reads the archive.
 */
export function surveyArchive({ cacheFolder, ...options }: SurveyOptions): Survey {
  const { archive, holdout, eventTypes, data, maxBadRows } = options;
  const mapping = data === null ? [] : [data, maxBadRows];
  const key = JSON.stringify([FORMAT, archive, stateOf(archive), holdout, eventTypes, ...mapping]);
  const file = path.join(cacheFolder, `${createHash('sha256').update(key).digest('hex')}.json`);
  const kept = read(file);
  if (kept) return { facts: kept };

  const request = JSON.stringify({ ...options, now: Date.now() / 1000 });
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [...LOADER, PROGRAM, request], {
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
  });
  if (error || status !== 0) return { problem: error?.message ?? stderr };
  keep(file, stdout);
  return { facts: JSON.parse(stdout) as ShopFacts };
}

/** Sizes and times of a file, or of the files of a folder. */
function stateOf(archive: string): unknown {
  const state = statSync(archive);
  if (!state.isDirectory()) return [state.size, state.mtimeMs];
  const names = readdirSync(archive, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => {
    const { size, mtimeMs } = statSync(path.join(archive, name));
    return [name, size, mtimeMs];
  });
}

/** Cached facts, or undefined if there are none, or an interrupted write has truncated them. */
function read(file: string): ShopFacts | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ShopFacts;
  } catch {
    return undefined;
  }
}

function keep(file: string, facts: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, facts);
  } catch {
    // A folder that cannot be written to costs time, nothing else.
  }
}
