import { DATASETS } from './datasets';
import { type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';

/** Location of a shop's CSV parts. Below the prefix there is one folder per table, with any number of `.csv` objects. */
export interface DataSource {
  readonly bucket: string;
  /** Ends in `/`; empty for the whole bucket. */
  readonly prefix: string;
}

/** Matches a {@link DataSource.prefix}. */
export const SOURCE_PREFIX = /^(?:[\w.=+@-]+\/)*$/;

/** Parses `s3://bucket/prefix/`; `undefined` for any other text. */
export function parseDataSource(text: string): DataSource | undefined {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.*)$/.exec(text) ?? [];
  if (!SOURCE_PREFIX.test(prefix)) return undefined;
  return bucket === undefined ? undefined : { bucket, prefix };
}

/** Parses `s3://bucket/prefix/`. @throws Error for any other text */
export function mustParseDataSource(text: string): DataSource {
  const place = parseDataSource(text);
  if (place === undefined) throw new Error(`Source must be s3://bucket/prefix/; got "${text}"`);
  return place;
}

/** Folder of a table's parts below the prefix: `items/` if the archive's file is `items.csv`. */
export const partsFolder = (type: DatasetType): string => DATASETS[type].member.replace(/\.csv$/, '/');
