import { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { MappedDataProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { mustParseDataSource } from '@ecommerce-recommenders/shop-data/data/data-source';
import { ArchiveError } from '@ecommerce-recommenders/shop-data/data/preparation/archive-error';
import { parseEventTypes } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { openFiles } from '@ecommerce-recommenders/shop-data/data/files/open-files';
import type { ShopFiles } from '@ecommerce-recommenders/shop-data/data/files/shop-files';
import { tablesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { mappedTables } from '@ecommerce-recommenders/shop-data/data/mapping/mapped-tables';
import type { NamedSource } from '../prepare-data/source-of';
import { mappedOptions } from './mapped-options';
import { sourceFiles } from './source-files';
import { storedObject } from './stored-object';

/** The shop's own files, read from the source to which the properties refer, and mapped to canonical tables. */
export async function mappedSource(
  s3: S3Client,
  properties: MappedDataProperties,
  kms = new KMSClient({}),
): Promise<NamedSource> {
  const { Mapping, MaxBadRows, EventTypes, UserKeyArn } = properties;
  const given = { mapping: Mapping, maxBadRows: MaxBadRows, userKeyArn: UserKeyArn };
  const options = await mappedOptions(given, kms);
  const place = placeOf(s3, properties);
  const { readTables, reports } = mappedTables({
    ...options,
    files: place.files,
    eventTypes: parseEventTypes(EventTypes),
  });
  return {
    name: place.url,
    source: { readTables },
    datasets: tablesOf(options.mapping),
    reports,
    explained: async (error) =>
      error instanceof ArchiveError ? error.of(place.files.name, place.what) : error,
  };
}

interface Place {
  readonly url: string;
  /** Noun for the source in messages. */
  readonly what: 'archive' | 'source';
  readonly files: ShopFiles;
}

function placeOf(s3: S3Client, properties: MappedDataProperties): Place {
  if ('Source' in properties) {
    const { Source } = properties;
    return { url: Source, what: 'source', files: sourceFiles(s3, mustParseDataSource(Source)) };
  }
  const { ArchiveBucket, ArchiveKey, ArchiveName } = properties;
  const files = openFiles(ArchiveName, storedObject(s3, ArchiveBucket, ArchiveKey));
  return { url: `s3://${ArchiveBucket}/${ArchiveKey}`, what: 'archive', files };
}
