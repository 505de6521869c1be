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

/** A shop's data, and options. Everything is checked at synth. */
export interface EcommerceRecommendersProps extends NetworkProps, LogProps {
  /** Where the data comes from: a `ShopSource`. */
  readonly source: IShopSource;
  /**
   * How the shop's own files become interactions, items and users. The archive may then be any file, or a folder; see
   * docs/data.md.
   *
   * @default - an archive with items.csv, users.csv and interactions.csv
   */
  readonly data?: ShopMapping;
  /**
   * Rows of these files that may be left out because a time, a number or an id cannot be read.
   *
   * @default 0
   */
  readonly maxBadRows?: number;
  /**
   * What prepares the data: a Lambda function, or an AWS Glue job for data that is too large for one, which reads CSV
   * parts only.
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
   * What that share is of: each user's interactions, or the shop's, whose last days are then held out.
   *
   * @default 'user'
   */
  readonly holdoutBy?: 'user' | 'time';
  /**
   * From the data's event types to Personalize's; all others are dropped.
   *
   * @default { ProductViewed: 'View', OrderCompleted: 'Purchase' }
   */
  readonly eventTypes?: Readonly<Record<string, EventType>>;
  /**
   * Recommenders to train: a list of use cases, or an object from each to its options.
   *
   * @default - all but recommended-for-you
   */
  readonly useCases?:
    | readonly UseCaseName[]
    | Partial<Record<UseCaseName, RecommenderOptions>>
    | ShopUseCases;
  /**
   * How long a deployment waits for imports, and again for training, 1 to 24 hours. A destroy waits as long for imports, trainings and
   * deletions in progress.
   *
   * @default Duration.hours(4)
   */
  readonly trainingTimeout?: Duration;
  /**
   * Key of the data bucket and the dataset group. Where the key is imported, its policy must let Personalize use it; an
   * annotation says how.
   *
   * @default - keys that AWS owns
   */
  readonly encryptionKey?: IKey;
  /**
   * Whether a key is created for them, which also encrypts the logs and a new topic.
   *
   * @default false
   */
  readonly createKey?: boolean;
  /**
   * Whether the data bucket, and a key that was created for it, are retained when the stack is deleted. Personalize
   * resources never are: recommenders are billed while they exist.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * Bucket of the data bucket's access logs, below the prefix `STACK/`. Where it is imported, its policy must let S3 deliver
   * them; an annotation says how.
   *
   * @default - no access logs
   */
  readonly serverAccessLogsBucket?: IBucket;
  /**
   * Whether the data bucket keeps replaced and deleted files for 30 days. Versions that remain when this is switched off are deleted
   * with the stack.
   *
   * @default false
   */
  readonly versioned?: boolean;
  /**
   * Who may assume a role that works with the shop's data and recommenders in a notebook or at a terminal.
   *
   * @default - nobody, and there is no such role
   */
  readonly analysts?: readonly IPrincipal[];
  /**
   * Whether that role may delete recommenders, filters, schemas and files of the data bucket.
   *
   * @default false
   */
  readonly analystsMayDelete?: boolean;
  /**
   * Whether to deploy use cases whose training will fail on the data; synth warns of them then.
   *
   * @default false
   */
  readonly force?: boolean;
}
