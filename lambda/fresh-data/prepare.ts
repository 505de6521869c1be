import type { S3Client } from '@aws-sdk/client-s3';
import type { FreshDataStep, Prepared } from '@ecommerce-recommenders/shop-data/contracts/fresh-data';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/prepare-data';
import type { Part } from '@ecommerce-recommenders/shop-data/data/joined-parts';
import { prepareParts } from '@ecommerce-recommenders/shop-data/data/prepare-parts';
import type { PreparedFile } from '@ecommerce-recommenders/shop-data/data/prepared-output';
import type { PreparationSettings } from '@ecommerce-recommenders/shop-data/data/settings';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS } from '@ecommerce-recommenders/shop-data/datasets';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { importProblem } from '@ecommerce-recommenders/shop-data/fresh-data/import-problem';
import {
  INCOMING_FILES,
  incomingKind,
  type BatchKind,
} from '@ecommerce-recommenders/shop-data/fresh-data/next-batch';
import {
  INCOMING_PREFIX,
  PROCESSING_PREFIX,
  STAGING_PREFIX,
} from '@ecommerce-recommenders/shop-data/fresh-data/places';
import { runName } from '@ecommerce-recommenders/shop-data/fresh-data/import-run';
import { keptBytes, s3Sink } from '../prepare-data/s3-sink';
import { s3Archive } from '../prepare-data/s3-archive';
import { errorInWords } from '../error-in-words';
import { listFiles } from './objects';

/** Dependencies of {@link prepare}. */
export interface PrepareWorld {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly settings: PreparationSettings;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Result of a preparation. */
interface Made {
  readonly files: Partial<Record<DatasetType, PreparedFile>>;
  readonly warnings: readonly string[];
}

/**
 * Checks the files of this run and writes the files for import to a staging prefix. Bad data is a result; any other
 * error is thrown, to be retried.
 */
export function prepare({ s3, bucket, settings, now }: PrepareWorld) {
  const place = (run: string): string => `${PROCESSING_PREFIX}${run}/`;

  const make: Record<BatchKind, (run: string, paths: readonly string[]) => Promise<Made>> = {
    async archive(run, [path]) {
      const { files, warnings } = await prepareData({
        openArchive: s3Archive(s3, bucket, `${place(run)}${path}`),
        settings,
        sink: s3Sink(s3, bucket, `${STAGING_PREFIX}${run}/`),
        memoryBytes: keptBytes(process.env),
      }).catch((error: unknown) => {
        throw isOfTheData(error) ? new Error(`${INCOMING_PREFIX}${path}: ${error.message}`) : error;
      });
      const imported = DATASET_TYPES.map((type) => [type, files[DATASETS[type].file]] as const);
      return { files: Object.fromEntries(imported), warnings };
    },
    async parts(run, paths) {
      const parts: Partial<Record<DatasetType, Part[]>> = {};
      for (const path of paths) {
        const kind = incomingKind(path);
        if (kind?.kind !== 'parts') continue;
        const open = s3Archive(s3, bucket, `${place(run)}${path}`);
        (parts[kind.datasetType] ??= []).push({ name: `${INCOMING_PREFIX}${path}`, open });
      }
      const sink = s3Sink(s3, bucket, `${STAGING_PREFIX}${run}/`);
      return { files: await prepareParts({ ...settings, parts, sink }), warnings: [] };
    },
    async unknown(_run, paths) {
      const names = excerpt(paths.map((path) => `${INCOMING_PREFIX}${path}`).join(', '), 300);
      throw new Error(`${names}: unknown file name; drop ${INCOMING_FILES}`);
    },
  };

  return async ({
    execution,
    startedAt,
  }: Pick<FreshDataStep, 'execution' | 'startedAt'>): Promise<Prepared> => {
    const run = runName(startedAt, execution);
    const files = (await listFiles(s3, bucket, place(run))).map(({ path }) => path);
    const kind = incomingKind(files[0])?.kind ?? 'unknown';
    const prepared = { kind, files, rows: {}, warnings: [], preparedMs: now() };
    try {
      const made = await make[kind](run, files);
      const rows = Object.fromEntries(Object.entries(made.files).map(([type, file]) => [type, file.rows]));
      const problem = importProblem(kind, made.files);
      return { ...prepared, rows, warnings: made.warnings, preparedMs: now(), problem };
    } catch (error) {
      if (!isOfTheData(error)) throw error;
      return { ...prepared, problem: errorInWords(error) };
    }
  };
}

/** Whether the data is at fault: errors of services and connections have more properties than a message. */
function isOfTheData(error: unknown): error is Error {
  return (
    error instanceof Error &&
    error.name === 'Error' &&
    !('code' in error) &&
    !(error.cause instanceof Error && '$metadata' in error.cause)
  );
}
