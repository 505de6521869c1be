import type { S3Client } from '@aws-sdk/client-s3';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { Part } from '@ecommerce-recommenders/shop-data/data/joined-parts';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/prepare-data';
import { prepareParts } from '@ecommerce-recommenders/shop-data/data/prepare-parts';
import type { PreparationSettings } from '@ecommerce-recommenders/shop-data/data/settings';
import { DATASETS } from '@ecommerce-recommenders/shop-data/datasets';
import {
  canonicalKind,
  INCOMING_FILES,
  incomingKind,
} from '@ecommerce-recommenders/shop-data/fresh-data/next-batch';
import { INCOMING_PREFIX } from '@ecommerce-recommenders/shop-data/fresh-data/places';
import { isOfTheData, type Batches } from '../steps/prepare';
import { s3Archive } from '../../shop/prepare-data/s3-archive';
import { keptBytes, s3Sink } from '../../shop/prepare-data/s3-sink';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** Batches in the columns of the workshop's archive. */
export const canonicalBatches = (s3: S3Client, bucket: string, settings: PreparationSettings): Batches => ({
  kindOf: canonicalKind,
  make: {
    async archive({ taken, staging }, [path]) {
      const { files, warnings } = await prepareData({
        openArchive: s3Archive(s3, bucket, `${taken}${path}`),
        settings,
        sink: s3Sink(s3, bucket, staging),
        memoryBytes: keptBytes(process.env),
      }).catch((error: unknown) => {
        throw isOfTheData(error) ? new Error(`${INCOMING_PREFIX}${visible(path)}: ${error.message}`) : error;
      });
      const imported = DATASET_TYPES.map((type) => [type, files[DATASETS[type].file]] as const);
      return { files: Object.fromEntries(imported), warnings };
    },
    async parts({ taken, staging }, paths) {
      const parts: Partial<Record<DatasetType, Part[]>> = {};
      for (const path of paths) {
        const kind = incomingKind(path);
        if (kind?.kind !== 'parts') continue;
        const open = s3Archive(s3, bucket, `${taken}${path}`);
        (parts[kind.datasetType] ??= []).push({ name: `${INCOMING_PREFIX}${path}`, open });
      }
      const sink = s3Sink(s3, bucket, staging);
      return { files: await prepareParts({ ...settings, parts, sink }), warnings: [] };
    },
    async unknown(_places, paths) {
      const names = excerpt(paths.map((path) => `${INCOMING_PREFIX}${path}`).join(', '), 300);
      throw new Error(`${names}: unknown file name; drop ${INCOMING_FILES}`);
    },
  },
});
