import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { EventType, UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import type {
  RecommenderOptions,
  ShopUseCases,
} from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { LogProps } from './functions/log-groups';
import type { NetworkProps } from './functions/network';
import type { IShopSource } from './source';

/** Data source and options of a shop. Everything is checked at synth. */
export interface EcommerceRecommendersProps extends NetworkProps, LogProps {
  /** Where the data comes from: a `ShopSource`. */
  readonly source: IShopSource;
  /**
   * Maps the shop's own files to interactions, items and users. With it, the archive may be any file, or a folder.
   * See docs/data.md.
   *
   * @default - an archive with items.csv, users.csv and interactions.csv
   */
  readonly data?: ShopMapping;
  /**
   * Maximum number of rows that are skipped because a time, a number or an id cannot be read.
   *
   * @default 0
   */
  readonly maxBadRows?: number;
  /**
   * Prepares the data: a Lambda function, or an AWS Glue job for data that is too large for a function. The job reads
   * CSV parts only.
   *
   * @default 'lambda'
   */
  readonly preparation?: 'lambda' | 'glue';
  /**
   * Workers of the Glue job, with 4 vCPUs and 16 GB each.
   *
   * @default 2
   */
  readonly glueWorkers?: number;
  /**
   * Share of the newest interactions that is held out from training.
   *
   * @default 0.1
   */
  readonly holdout?: number;
  /**
   * Whether `holdout` is a share of each user's interactions or of the whole shop's, whose last days are then held out.
   *
   * @default 'user'
   */
  readonly holdoutBy?: 'user' | 'time';
  /**
   * Maps the data's event types to Personalize's. All others are dropped.
   *
   * @default { ProductViewed: 'View', OrderCompleted: 'Purchase' }
   */
  readonly eventTypes?: Readonly<Record<string, EventType>>;
  /**
   * Recommenders to train: an array of use cases, or an object from use case to options.
   *
   * @default - all but recommended-for-you
   */
  readonly useCases?:
    | readonly UseCaseName[]
    | Partial<Record<UseCaseName, RecommenderOptions>>
    | ShopUseCases;
  /**
   * How long a deployment waits for imports, and again for training: 1 to 24 hours. A destroy waits as long for
   * imports, trainings and deletions in progress.
   *
   * @default Duration.hours(4)
   */
  readonly trainingTimeout?: Duration;
  /**
   * Key of the data bucket and the dataset group. The policy of an imported key must let Personalize use it; an
   * annotation says how.
   *
   * @default - keys that AWS owns
   */
  readonly encryptionKey?: IKey;
  /**
   * Whether to create a key for the data bucket and the dataset group. It also encrypts the logs and a new topic.
   *
   * @default false
   */
  readonly createKey?: boolean;
  /**
   * Whether the data bucket, and a key that was created for it, are retained when the stack is deleted. Personalize
   * resources are never retained, because recommenders are billed while they exist.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * Bucket for the data bucket's access logs, which get the prefix `STACK/`. The policy of an imported bucket must
   * let S3 deliver them; an annotation says how.
   *
   * @default - no access logs
   */
  readonly serverAccessLogsBucket?: IBucket;
  /**
   * Whether the data bucket keeps replaced and deleted files for 30 days. Versions that remain when it is switched
   * off are deleted with the stack.
   *
   * @default false
   */
  readonly versioned?: boolean;
  /**
   * Principals that may assume a role for working with the shop's data and recommenders in a notebook or at a terminal.
   *
   * @default - none, and no role
   */
  readonly analysts?: readonly IPrincipal[];
  /**
   * Whether that role may delete recommenders, filters, schemas and files of the data bucket.
   *
   * @default false
   */
  readonly analystsMayDelete?: boolean;
  /**
   * Whether to deploy use cases whose training will fail on the data. Synth then only warns about them.
   *
   * @default false
   */
  readonly force?: boolean;
}
