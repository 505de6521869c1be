import type { S3Client } from '@aws-sdk/client-s3';
import type { MappedDataProperties } from '@ecommerce-recommenders/shop-data/contracts/prepared-data';
import { ArchiveError } from '@ecommerce-recommenders/shop-data/data/archive-error';
import { parseEventTypes } from '@ecommerce-recommenders/shop-data/data/settings';
import { openFiles } from '@ecommerce-recommenders/shop-data/files/open-files';
import { datasetsOf } from '@ecommerce-recommenders/shop-data/mapping/datasets-of';
import { mappedTables } from '@ecommerce-recommenders/shop-data/mapping/mapped-tables';
import { parseMapping } from '@ecommerce-recommenders/shop-data/mapping/parse-mapping';
import type { NamedSource } from '../prepare-data/source-of';
import { storedObject } from './stored-object';

/** The shop's own files in the archive that the properties name, mapped to canonical tables. */
export async function mappedSource(s3: S3Client, properties: MappedDataProperties): Promise<NamedSource> {
  const { ArchiveBucket, ArchiveKey, ArchiveName, Mapping, MaxBadRows, EventTypes } = properties;
  const mapping = parseMapping(JSON.parse(Mapping));
  const { openTable, reports } = mappedTables({
    files: openFiles(ArchiveName, storedObject(s3, ArchiveBucket, ArchiveKey)),
    mapping,
    eventTypes: parseEventTypes(EventTypes),
    maxBadRows: Number(MaxBadRows),
  });
  return {
    name: `s3://${ArchiveBucket}/${ArchiveKey}`,
    source: { openTable },
    datasets: datasetsOf(mapping),
    reports,
    explained: async (error) => (error instanceof ArchiveError ? error.of(ArchiveName) : error),
  };
}
