import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { CoreSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import type { LogProps } from './functions/log-groups';

/** CSV parts, or a shop's own files, below a prefix of a bucket. */
export interface CsvParts {
  readonly bucket: IBucket;
  /** Ends in `/`; empty for the whole bucket. */
  readonly prefix: string;
  /** A name for the current state of the files; undefined if none was given. */
  readonly version?: string;
}

/** Location of a shop's data: an archive or CSV parts. */
export interface DataPlace {
  /** Path of the archive; absent for {@link parts}. */
  readonly archive?: string;
  /** Absent for an {@link archive}. */
  readonly parts?: CsvParts;
}

/** The checked and complete settings of a shop's core. */
export interface ShopSettings extends LogProps, CoreSettings {
  /** Location that the source gave, checked. */
  readonly place: DataPlace;
  readonly retainData: boolean;
  readonly encryptionKey?: IKey;
  readonly serverAccessLogsBucket?: IBucket;
}
