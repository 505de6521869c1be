import type { S3Client } from '@aws-sdk/client-s3';
import type {
  FreshDataStep,
  Prepared,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import type { PreparedFile } from '@ecommerce-recommenders/shop-data/data/preparation/prepared-output';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import {
  importProblem,
  type LeftOut,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-problem';
import type {
  BatchKind,
  BatchKindOf,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import {
  PROCESSING_PREFIX,
  STAGING_PREFIX,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { errorInWords } from '../../shop/resources/error-in-words';
import { listFiles } from '../../source/list-files';

/** What a preparation has written. */
export interface Made {
  readonly files: Partial<Record<DatasetType, PreparedFile>>;
  readonly warnings: readonly string[];
  readonly leftOut: LeftOut;
}

/** Prefixes of a run's files and of the files to import; both end in `/`. */
export interface RunPlaces {
  readonly taken: string;
  readonly staging: string;
}

/** Recognizes files and prepares them for import. */
export interface Batches {
  readonly kindOf: BatchKindOf;
  /** Prepares files of each kind. @throws Error that says what is wrong with the data */
  readonly make: Record<BatchKind, (places: RunPlaces, paths: readonly string[]) => Promise<Made>>;
}

/** Dependencies of {@link prepare}. */
export interface PrepareDeps {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly batches: Batches;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Checks the files of this run, and writes the files to import below a staging prefix. Bad data is returned as a
 * problem. Any other error is thrown, so that the step is retried.
 */
export function prepare({ s3, bucket, batches: { kindOf, make }, now }: PrepareDeps) {
  return async ({
    execution,
    startedAt,
  }: Pick<FreshDataStep, 'execution' | 'startedAt'>): Promise<Prepared> => {
    const run = runName(startedAt, execution);
    const places = { taken: `${PROCESSING_PREFIX}${run}/`, staging: `${STAGING_PREFIX}${run}/` };
    const files = (await listFiles(s3, bucket, places.taken)).map(({ path }) => path);
    const kind = kindOf(files[0]) ?? 'unknown';
    const prepared = { kind, files, rows: {}, warnings: [], preparedMs: now() };
    try {
      const made = await make[kind](places, files);
      const rows = Object.fromEntries(Object.entries(made.files).map(([type, file]) => [type, file.rows]));
      const problem = importProblem(kind, made.files, made.leftOut);
      return { ...prepared, rows, warnings: made.warnings, preparedMs: now(), problem };
    } catch (error) {
      if (!isOfTheData(error)) throw error;
      return { ...prepared, problem: errorInWords(error) };
    }
  };
}

/** Whether the data caused an error. Such errors have no code, unlike those of services and connections. */
export function isOfTheData(error: unknown): error is Error {
  return (
    error instanceof Error &&
    error.name === 'Error' &&
    !('code' in error) &&
    !(error.cause instanceof Error && '$metadata' in error.cause)
  );
}
