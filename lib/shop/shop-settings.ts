import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { CoreSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import type { LogProps } from './functions/log-groups';
import type { ShopSource } from './shop-source';

/** What the core of a shop takes of the settings, checked and complete. */
export interface ShopSettings extends LogProps, CoreSettings {
  readonly source: ShopSource;
  readonly retainData: boolean;
  readonly encryptionKey?: IKey;
  readonly serverAccessLogsBucket?: IBucket;
}
