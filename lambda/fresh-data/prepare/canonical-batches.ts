import type { S3Client } from '@aws-sdk/client-s3';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { visible } from '@ecommerce-recommenders/csv/visible';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { Part } from '@ecommerce-recommenders/shop-data/data/preparation/joined-parts';
import type { PreparationSettings } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import {
  canonicalKind,
  INCOMING_FILES,
  incomingKind,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import { INCOMING_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { batchesOf } from '../steps/batches';
import { isOfTheData, type Batches } from '../steps/prepare';
import { s3Archive } from '../../source/prepare-data/s3-archive';

/** Batches of files with the columns of the workshop's archive. */
export const canonicalBatches = (s3: S3Client, bucket: string, settings: PreparationSettings): Batches =>
  batchesOf(s3, bucket, settings, {
    kindOf: canonicalKind,
    openArchive: (taken, path) => ({
      source: { openArchive: s3Archive(s3, bucket, `${taken}${path}`) },
      explained: (error) =>
        isOfTheData(error) ? new Error(`${INCOMING_PREFIX}${visible(path)}: ${error.message}`) : error,
    }),
    openParts(taken, paths) {
      const parts: Partial<Record<DatasetType, Part[]>> = {};
      for (const path of paths) {
        const kind = incomingKind(path);
        if (kind?.kind === 'unknown') throw unknownNames(paths);
        if (kind?.kind !== 'parts') continue;
        const open = s3Archive(s3, bucket, `${taken}${path}`);
        (parts[kind.datasetType] ??= []).push({ name: `${INCOMING_PREFIX}${path}`, open });
      }
      return { parts };
    },
  });

function unknownNames(paths: readonly string[]): Error {
  const names = excerpt(paths.map((path) => `${INCOMING_PREFIX}${path}`).join(', '), 300);
  return new Error(`${names}: unknown file name; drop ${INCOMING_FILES}`);
}
