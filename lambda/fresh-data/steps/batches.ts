import type { S3Client } from '@aws-sdk/client-s3';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { Part } from '@ecommerce-recommenders/shop-data/data/preparation/joined-parts';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { prepareParts } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-parts';
import type { PreparationSource } from '@ecommerce-recommenders/shop-data/data/preparation/read-passes';
import type { PreparationSettings } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { DATASETS, type Datasets } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { BatchKindOf } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import { keptBytes, s3Sink } from '../../source/prepare-data/s3-sink';
import type { Batches } from './prepare';

/** How the files of a batch are read: in the columns of the workshop's archive, or as a mapping says. */
export interface BatchReader {
  readonly kindOf: BatchKindOf;
  /** @default - the workshop's */
  readonly datasets?: Datasets;
  /** An archive, which replaces what was imported. @param taken - where the files of the run are */
  readonly openArchive: (taken: string, path: string) => OpenedArchive;
  /** Files that add rows. @throws Error that names files of no table */
  readonly openParts: (taken: string, paths: readonly string[]) => OpenedParts;
}

/** An archive that was opened. */
export interface OpenedArchive {
  readonly source: PreparationSource;
  /** Names the archive in an error of the data. */
  readonly explained: (error: unknown) => unknown;
  /** Rows that were left out, in sentences, once the archive has been read. @default - none are */
  readonly leftOut?: () => readonly string[];
}

/** The tables that some files hold. */
export interface OpenedParts {
  readonly parts: Partial<Record<DatasetType, readonly Part[]>>;
  /** As of {@link OpenedArchive}. */
  readonly leftOut?: () => readonly string[];
}

/** Batches of files that a reader opens, prepared for import. */
export const batchesOf = (
  s3: S3Client,
  bucket: string,
  settings: PreparationSettings,
  { kindOf, datasets, openArchive, openParts }: BatchReader,
): Batches => {
  const makeParts: Batches['make'][keyof Batches['make']] = async ({ taken, staging }, paths) => {
    const { parts, leftOut } = openParts(taken, paths);
    const sink = s3Sink(s3, bucket, staging);
    return { files: await prepareParts({ ...settings, parts, sink, datasets }), warnings: leftOut?.() ?? [] };
  };
  return {
    kindOf,
    make: {
      async archive({ taken, staging }, [path]) {
        const { source, explained, leftOut } = openArchive(taken, path);
        const { files, warnings } = await prepareData({
          ...source,
          settings,
          sink: s3Sink(s3, bucket, staging),
          datasets,
          memoryBytes: keptBytes(process.env),
        }).catch((error: unknown) => {
          throw explained(error);
        });
        const imported = DATASET_TYPES.map((type) => [type, files[DATASETS[type].file]] as const);
        return {
          files: Object.fromEntries(imported.filter(([, file]) => file !== undefined)),
          warnings: [...(leftOut?.() ?? []), ...warnings],
        };
      },
      parts: makeParts,
      // The reader refuses them.
      unknown: makeParts,
    },
  };
};
