import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { PreparedDataProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { LineError } from '@ecommerce-recommenders/csv/line-error';
import {
  mustParseDataSource,
  partsFolder,
  type DataSource,
} from '@ecommerce-recommenders/shop-data/data/data-source';
import {
  errorInPart,
  joinedParts,
  type Part,
} from '@ecommerce-recommenders/shop-data/data/preparation/joined-parts';
import {
  tableByTable,
  type PreparationSource,
} from '@ecommerce-recommenders/shop-data/data/preparation/read-passes';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS, type Datasets } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { TableReport } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { s3Archive } from './s3-archive';

/** A data source and its name. */
export interface NamedSource {
  /** `s3://…` */
  readonly name: string;
  readonly source: PreparationSource;
  /** @default - the workshop's datasets */
  readonly datasets?: Datasets;
  /** Reports on the records of the shop's own files; available once they have been read. @default - none */
  readonly reports?: () => readonly TableReport[];
  /** Adds the object's name to an error, because only the source knows it. */
  readonly explained: (error: unknown) => Promise<unknown>;
}

/** The source to which the properties refer. @throws Error if a table has no part */
export async function sourceOf(s3: S3Client, properties: PreparedDataProperties): Promise<NamedSource> {
  if (!('Source' in properties)) {
    const { ArchiveBucket, ArchiveKey } = properties;
    return {
      name: `s3://${ArchiveBucket}/${ArchiveKey}`,
      source: { openArchive: s3Archive(s3, ArchiveBucket, ArchiveKey) },
      explained: async (error) => error,
    };
  }
  const place = mustParseDataSource(properties.Source);
  const parts = new Map<DatasetType, readonly Part[]>();
  for (const type of DATASET_TYPES) parts.set(type, await s3Parts(s3, place, type));
  const partsOf = (type: DatasetType): readonly Part[] => parts.get(type) ?? [];
  return {
    name: properties.Source,
    source: { readTables: tableByTable(async (type) => joinedParts(partsOf(type))) },
    explained: async (error) => {
      const type =
        error instanceof LineError && DATASET_TYPES.find((one) => DATASETS[one].member === error.file);
      return type ? errorInPart(error, partsOf(type)) : error;
    },
  };
}

/**
 * The `.csv` objects of a table in order of key, excluding subfolders.
 *
 * @throws Error if there are none
 */
async function s3Parts(
  s3: S3Client,
  { bucket, prefix }: DataSource,
  type: DatasetType,
): Promise<readonly Part[]> {
  const folder = `${prefix}${partsFolder(type)}`;
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: folder, Delimiter: '/', ContinuationToken }),
    );
    for (const { Key = '' } of page.Contents ?? []) if (Key.endsWith('.csv')) keys.push(Key);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  if (keys.length === 0)
    throw new Error(`s3://${bucket}/${folder} has no .csv object; put the table there, in one or many parts`);
  return keys.map((key) => ({ name: `s3://${bucket}/${key}`, open: s3Archive(s3, bucket, key, 'part') }));
}
