import type { S3Client } from '@aws-sdk/client-s3';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { ArchiveError } from '@ecommerce-recommenders/shop-data/data/preparation/archive-error';
import type { PreparationSettings } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { fileMatcher } from '@ecommerce-recommenders/shop-data/data/files/file-matcher';
import { openFiles } from '@ecommerce-recommenders/shop-data/data/files/open-files';
import type { ShopFiles } from '@ecommerce-recommenders/shop-data/data/files/shop-files';
import { mappedKind } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import { INCOMING_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { tableFiles, tableName, tablesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import {
  mappedTables,
  type MappedTables,
} from '@ecommerce-recommenders/shop-data/data/mapping/mapped-tables';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { badLines } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { batchesOf, type MappedOut } from '../steps/batches';
import { isOfTheData, type Batches } from '../steps/prepare';
import type { MappedOptions } from '../../source/prepare-mapped-data/mapped-options';
import { sourceFiles } from '../../source/prepare-mapped-data/source-files';
import { storedObject } from '../../source/prepare-mapped-data/stored-object';
import { visible } from '@ecommerce-recommenders/csv/visible';

/**
 * Batches of the shop's own files. An archive contains all files and replaces the imported data. Other files add rows
 * to every table that the mapping reads from them.
 */
export function mappedBatches(
  s3: S3Client,
  bucket: string,
  settings: PreparationSettings,
  options: MappedOptions,
): Batches {
  const { mapping } = options;
  const { eventTypes } = settings;
  const opened = (files: ShopFiles): MappedTables & { leftOut: () => MappedOut } => {
    const tables = mappedTables({ ...options, files, eventTypes });
    return { ...tables, leftOut: () => leftOut(tables.reports()) };
  };
  return batchesOf(s3, bucket, settings, {
    kindOf: mappedKind,
    datasets: tablesOf(mapping),
    openArchive(taken, path) {
      const { readTables, leftOut } = opened(openFiles(path, storedObject(s3, bucket, `${taken}${path}`)));
      return { source: { readTables }, leftOut, explained: (error) => inWords(error, path) };
    },
    openParts(taken, paths) {
      const types = tablesWith(mapping, paths);
      const { openTable, leftOut } = opened(sourceFiles(s3, { bucket, prefix: taken }));
      const parts = types.map((type) => {
        const name = tableName(type, tableFiles(mapping, type)!);
        return [type, [{ name, open: () => openTable(type) }]] as const;
      });
      return { parts: Object.fromEntries(parts), leftOut };
    },
  });
}

/**
 * The tables that the mapping reads from these files.
 *
 * @throws Error that names files from which the mapping reads nothing
 */
function tablesWith(mapping: ShopMapping, paths: readonly string[]): DatasetType[] {
  const tables = DATASET_TYPES.flatMap((type) => {
    const globs = [tableFiles(mapping, type)?.files ?? []].flat();
    return globs.length === 0 ? [] : [{ type, globs, matches: fileMatcher(globs) }];
  });
  const unread = paths.filter((path) => !tables.some(({ matches }) => matches(path)));
  if (unread.length > 0) {
    const names = excerpt(unread.map((path) => `${INCOMING_PREFIX}${path}`).join(', '), 300);
    const globs = [...new Set(tables.flatMap(({ globs }) => globs))].join(', ');
    throw new Error(
      `${names}: the setting data reads no such file; drop ${globs} below ${INCOMING_PREFIX}, ` +
        `or ${INCOMING_PREFIX}NAME.zip, .tar, .tar.gz or .tgz with all files of the shop`,
    );
  }
  return tables.filter(({ matches }) => paths.some(matches)).map(({ type }) => type);
}

/** Records that the mapping leaves out, and bad rows that `maxBadRows` permits. */
const leftOut = (reports: ReturnType<MappedTables['reports']>): MappedOut => ({
  warnings: reports.flatMap(({ files, bad }) => badLines(bad).map((line) => `${files}: ${line.trim()}`)),
  interactions: reports
    .filter(({ type }) => type === 'INTERACTIONS')
    .flatMap(({ dropped, bad }) => [
      ...Object.entries(dropped).map(([reason, rows]) => [rows, reason] as const),
      ...bad.map(({ rows, reason }) => [rows, reason] as const),
    ]),
});

function inWords(error: unknown, path: string): unknown {
  if (error instanceof ArchiveError) return error.of(`${INCOMING_PREFIX}${path}`);
  return isOfTheData(error) ? new Error(`${INCOMING_PREFIX}${visible(path)}: ${error.message}`) : error;
}
