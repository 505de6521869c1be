import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { LogProps } from './functions/log-groups';
import type { ShopSource } from './shop-source';

/** What the core of a shop takes of the settings, checked and complete. */
export interface ShopSettings
  extends
    LogProps,
    Pick<
      Settings,
      | 'createKey'
      | 'data'
      | 'eventTypes'
      | 'force'
      | 'glueWorkers'
      | 'holdout'
      | 'holdoutBy'
      | 'maxBadRows'
      | 'preparation'
      | 'retainData'
      | 'trainingTimeoutHours'
      | 'versioned'
    > {
  readonly source: ShopSource;
  readonly encryptionKey?: IKey;
  readonly serverAccessLogsBucket?: IBucket;
}
