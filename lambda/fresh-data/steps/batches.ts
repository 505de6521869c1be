import type { S3Client } from '@aws-sdk/client-s3';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { Part } from '@ecommerce-recommenders/shop-data/data/preparation/joined-parts';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { prepareParts } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-parts';
import type { PreparationSource } from '@ecommerce-recommenders/shop-data/data/preparation/read-passes';
import type { PreparationSettings } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { DATASETS, VALIDATION_FILE, type Datasets } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { LeftOut } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-problem';
import type { BatchKindOf } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import { keptBytes, s3Sink } from '../../source/prepare-data/s3-sink';
import type { Batches } from './prepare';

/** Reads the files of a batch: with the columns of the workshop's archive, or with a mapping. */
export interface BatchReader {
  readonly kindOf: BatchKindOf;
  /** @default - the workshop's */
  readonly datasets?: Datasets;
  /** Opens an archive, which replaces what was imported. @param taken - folder of the run's files */
  readonly openArchive: (taken: string, path: string) => OpenedArchive;
  /** Opens files that add rows. @throws Error that names files that belong to no table */
  readonly openParts: (taken: string, paths: readonly string[]) => OpenedParts;
}

/** An opened archive. */
export interface OpenedArchive {
  readonly source: PreparationSource;
  /** Adds the archive's name to an error about the data. */
  readonly explained: (error: unknown) => unknown;
  /** Records that a mapping leaves out; known once the archive has been read. @default - none */
  readonly leftOut?: () => MappedOut;
}

/** What a mapping has left out. */
export interface MappedOut {
  /** Sentences about the bad rows of all tables. */
  readonly warnings: readonly string[];
  readonly interactions: LeftOut;
}

const NONE_OUT: MappedOut = { warnings: [], interactions: [] };

/** Opened files, by the tables that they contain. */
export interface OpenedParts {
  readonly parts: Partial<Record<DatasetType, readonly Part[]>>;
  /** As in {@link OpenedArchive}. */
  readonly leftOut?: () => MappedOut;
}

const OTHER_EVENTS = 'eventTypes does not map their type';

/** Batches of the files that a reader opens, prepared for import. */
export const batchesOf = (
  s3: S3Client,
  bucket: string,
  settings: PreparationSettings,
  { kindOf, datasets, openArchive, openParts }: BatchReader,
): Batches => {
  const makeParts: Batches['make'][keyof Batches['make']] = async ({ taken, staging }, paths) => {
    const { parts, leftOut } = openParts(taken, paths);
    const sink = s3Sink(s3, bucket, staging);
    const { files, otherEvents } = await prepareParts({ ...settings, parts, sink, datasets });
    const { warnings, interactions } = leftOut?.() ?? NONE_OUT;
    return { files, warnings, leftOut: [...interactions, [otherEvents, OTHER_EVENTS]] };
  };
  return {
    kindOf,
    make: {
      async archive({ taken, staging }, [path]) {
        const { source, explained, leftOut } = openArchive(taken, path);
        const { files, warnings, otherEvents } = await prepareData({
          ...source,
          settings,
          sink: s3Sink(s3, bucket, staging),
          datasets,
          memoryBytes: keptBytes(process.env),
        }).catch((error: unknown) => {
          throw explained(error);
        });
        const imported = DATASET_TYPES.map((type) => [type, files[DATASETS[type].file]] as const);
        const mapped = leftOut?.() ?? NONE_OUT;
        return {
          files: Object.fromEntries(imported.filter(([, file]) => file !== undefined)),
          warnings: [...mapped.warnings, ...warnings],
          leftOut: [
            ...mapped.interactions,
            [otherEvents, OTHER_EVENTS],
            [files[VALIDATION_FILE].rows, 'held out for validation'],
          ],
        };
      },
      parts: makeParts,
      // The reader rejects unknown files.
      unknown: makeParts,
    },
  };
};
