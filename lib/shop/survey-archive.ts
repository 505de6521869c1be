import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Measurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import {
  keepFacts,
  keptFacts,
  type SurveyedData,
} from '@ecommerce-recommenders/shop-data/insight/readiness/facts-cache';
import { keptMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';

/** Which archive is surveyed, and how. */
export interface SurveyOptions extends SurveyedData {
  /** Cache folder. */
  readonly cacheFolder: string;
}

/** The facts of an archive, or why it cannot be read. */
export type Survey =
  | {
      readonly facts: ShopFacts;
      /** What `explore` has measured on the same content; absent where it has not. */
      readonly measurement?: Measurement;
    }
  | { readonly problem: string };

/** TypeScript in the checkout, JavaScript where this package was built. */
const EXTENSION = path.extname(__filename);
const PROGRAM = path.join(__dirname, `../../packages/tools/src/profile/print-facts${EXTENSION}`);
const LOADER = EXTENSION === '.ts' ? ['-r', path.join(__dirname, '../../bin/run-typescript.cjs')] : [];

/** Facts are a few kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Surveys an archive for its use cases: the facts, cached because each CDK command needs them, and a measurement if there is
 * one, because a synth does not train. Synchronous like a synth: a child process reads the archive.
 */
export function surveyArchive(options: SurveyOptions): Survey {
  const survey = factsOf(options);
  if ('problem' in survey) return survey;
  return { ...survey, measurement: keptMeasurement(options.cacheFolder, options) };
}

function factsOf({ cacheFolder, ...options }: SurveyOptions): Survey {
  const kept = keptFacts(cacheFolder, options);
  if (kept) return { facts: kept };

  const request = JSON.stringify({ ...options, now: Date.now() / 1000 });
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [...LOADER, PROGRAM, request], {
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
  });
  if (error || status !== 0) return { problem: error?.message ?? stderr };
  const facts = JSON.parse(stdout) as ShopFacts;
  keepFacts(cacheFolder, options, facts);
  return { facts };
}
