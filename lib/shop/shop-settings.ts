import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { CoreSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import type { LogProps } from './functions/log-groups';

/** CSV parts, or a shop's own files, below a prefix of a bucket. */
export interface CsvParts {
  readonly bucket: IBucket;
  /** Ends in `/`; empty for the whole bucket. */
  readonly prefix: string;
  /** A name for their current state; absent for none. */
  readonly version?: string;
}

/** Where the data of a shop is. */
export interface DataPlace {
  /** Path of the archive; absent for {@link parts}. */
  readonly archive?: string;
  /** Absent for an {@link archive}. */
  readonly parts?: CsvParts;
}

/** What the core of a shop takes of the settings, checked and complete. */
export interface ShopSettings extends LogProps, CoreSettings {
  /** Of the source, checked. */
  readonly place: DataPlace;
  readonly retainData: boolean;
  readonly encryptionKey?: IKey;
  readonly serverAccessLogsBucket?: IBucket;
}
