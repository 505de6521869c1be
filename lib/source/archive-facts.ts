import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import path from 'node:path';
import type { Measurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import {
  factsFile,
  keepFacts,
  keptFacts,
  type ProfiledData,
} from '@ecommerce-recommenders/shop-data/insight/readiness/facts-cache';
import {
  keepJson,
  keptMeasurement,
  readKept,
} from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import type { FactsAnswer, ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import { visibleLines } from '@ecommerce-recommenders/csv/visible';

/** The archive to profile, and options. */
export interface ProfileOptions extends ProfiledData {
  /** Cache folder. */
  readonly cacheFolder: string;
}

/** The result: the facts of an archive, a problem with it, or a failure of the program that reads it. */
export type ArchiveFacts =
  | {
      readonly facts: ShopFacts;
      /** Measurement by `explore` of the same content; absent if there is none. */
      readonly measurement?: Measurement;
    }
  | { readonly problem: string }
  | { readonly failure: ReaderFailure };

/** A failure of the program that reads the archive. It says nothing about the archive. */
export interface ReaderFailure {
  /** The predicate of a sentence about the program that says what happened. */
  readonly says: string;
  /** Stack trace of a crash. */
  readonly trace?: string;
}

/** Sources are TypeScript in the checkout and JavaScript in the built package. */
const EXTENSION = path.extname(__filename);
const PROGRAM = path.join(__dirname, `../../packages/tools/src/profile/print-facts${EXTENSION}`);
const LOADER = EXTENSION === '.ts' ? ['-r', path.join(__dirname, '../../bin/run-typescript.cjs')] : [];

/** Buffer for the answer; facts take only a few kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Profiles an archive for its use cases. The facts are cached, because each CDK command needs them. A measurement is
 * only read, never made, because a synth does not train. Synchronous like a synth: a child process reads the archive.
 */
export function archiveFacts(options: ProfileOptions): ArchiveFacts {
  const profile = factsOf(options);
  if (!('facts' in profile)) return profile;
  return { ...profile, measurement: keptMeasurement(options.cacheFolder, options) };
}

function factsOf({ cacheFolder, ...options }: ProfileOptions): ArchiveFacts {
  const kept = keptFacts(cacheFolder, options);
  if (kept) return { facts: kept };
  const answer = answerTo<FactsAnswer>(options);
  if ('facts' in answer) keepFacts(cacheFolder, options, answer.facts);
  return answer;
}

/**
 * Asks the program that profiles an archive a question. Returns sentences, from the cache if possible; empty if the
 * archive cannot be read.
 */
export function answersTo(question: object, { cacheFolder, ...options }: ProfileOptions): readonly string[] {
  const file = factsFile(cacheFolder, options, question);
  const kept = readKept<readonly string[]>(file);
  if (kept !== undefined) return kept;
  const found = answerTo<{ readonly answer?: readonly string[] }>({ ...options, ...question });
  if (!('answer' in found) || found.answer === undefined) return [];
  keepJson(file, found.answer);
  return found.answer;
}

/** @param request - without the time */
function answerTo<Answer>(request: object): Answer | { readonly failure: ReaderFailure } {
  const argument = JSON.stringify({ ...request, now: Date.now() / 1000 });
  const ended = spawnSync(process.execPath, [...LOADER, PROGRAM, argument], {
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
  });
  if (ended.error || ended.status !== 0) return { failure: failureOf(ended) };
  return JSON.parse(ended.stdout) as Answer;
}

function failureOf({ error, signal, status, stderr }: SpawnSyncReturns<string>): ReaderFailure {
  if (error) return { says: `could not run: ${error.message}` };
  if (signal) return { says: `was killed by ${signal}` };
  const trace = visibleLines(stderr.trim());
  const [what = `exit code ${status}`] = /^\w*Error\b.*$/m.exec(trace) ?? trace.split('\n').filter(Boolean);
  return {
    says: `crashed: ${what}. This is a bug in ecommerce-recommenders, not an error in the data`,
    trace,
  };
}
