import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Schedule } from 'aws-cdk-lib/aws-events';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { EventType, UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/mapping/mapping';
import type { ShopServing } from '@ecommerce-recommenders/shop-data/lists/serving';
import type { RecommenderOptions, ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
import type { RequestRateBounds } from '@ecommerce-recommenders/shop-data/request-bounds';
import type { RunningHours } from '@ecommerce-recommenders/shop-data/running-hours';
import type { ApiOptions } from '@ecommerce-recommenders/shop-data/settings/api-setting';
import type { Diversify } from '@ecommerce-recommenders/shop-data/contracts/api';
import type { Experiment } from '@ecommerce-recommenders/shop-data/contracts/experiment';
import type { ExcludedColumns } from '@ecommerce-recommenders/shop-data/settings/excluded-columns';
import type { LogProps } from '../shop/functions/log-groups';
import type { NetworkProps } from '../shop/functions/network';
import type { ShopSource } from '../shop/shop-source';

/** When recommenders run. */
export type RunningHoursOptions = Omit<RunningHours, 'days' | 'holidays'> &
  Partial<Pick<RunningHours, 'days' | 'holidays'>>;

/** Who gets something else than recommendations; best sellers, and a window of 7 days, by default. */
export type ExperimentOptions = Pick<Experiment, 'share'> & Partial<Experiment>;

/** How items are put into the order that suits a visitor: see docs/ranking.md. */
export interface RankingOptions {
  /**
   * Provisioned requests per second, billed even if unused.
   *
   * @default 1
   */
  readonly minRequestsPerSecond?: number;
  /**
   * When the service trains a new version, a rate of 1 to 30 days. It trains only if there were new interactions.
   *
   * @default Schedule.rate(Duration.days(7))
   */
  readonly schedule?: Schedule;
  /**
   * Columns excluded from training; filters can still use them.
   *
   * @default - none
   */
  readonly excludedColumns?: ExcludedColumns;
}

/** Which segments of users are made, and when: see docs/segments.md. */
export interface SegmentsOptions {
  /**
   * When they are made.
   *
   * @default Schedule.rate(Duration.days(7))
   */
  readonly schedule?: Schedule;
  /**
   * Maximum number of users in a segment.
   *
   * @default 1000
   */
  readonly size?: number;
  /**
   * Items that each have a segment of the users who will most likely like it.
   *
   * @default - none
   */
  readonly items?: readonly string[];
  /**
   * Segments by name: conditions on items' columns, `ITEMS.CATEGORY_L1 = "footwear"`, joined by AND.
   *
   * @default - none
   */
  readonly queries?: Readonly<Record<string, string>>;
}

/** Which recommendations are made for every user, and when: see docs/segments.md. */
export interface BatchesOptions {
  /**
   * When they are made.
   *
   * @default Schedule.rate(Duration.days(7))
   */
  readonly schedule?: Schedule;
  /**
   * Items for each user.
   *
   * @default 25
   */
  readonly results?: number;
  /**
   * Name of a filter, without placeholders except for days.
   *
   * @default - none
   */
  readonly filter?: string;
}

/** A shop's data, and what differs from the defaults. All is checked at synth. */
export interface EcommerceRecommendersProps extends NetworkProps, LogProps {
  /** Where the data comes from. */
  readonly source: ShopSource;
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
   * Whether there is an event tracker, which takes events as they happen; api implies it.
   *
   * @default false
   */
  readonly eventTracker?: boolean;
  /**
   * Filter expressions by the shop's names for them.
   *
   * @default - none
   */
  readonly filters?: Readonly<Record<string, string>>;
  /**
   * How long a deployment waits for training, 1 to 24 hours.
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
   * Whether files put under `incoming/` in the data bucket are imported.
   *
   * @default false
   */
  readonly freshData?: boolean;
  /**
   * When they are imported.
   *
   * @default - on arrival
   */
  readonly freshDataSchedule?: Schedule;
  /**
   * How use cases answer: live, by recommenders, or by lists that recommenders make on a schedule and that are gone in
   * between; for all, or for each. See docs/lists.md.
   *
   * @default 'live'
   */
  readonly serving?: ShopServing;
  /**
   * When lists are made.
   *
   * @default Schedule.rate(Duration.days(7))
   */
  readonly listsSchedule?: Schedule;
  /**
   * Items that get lists of their own: all of the catalogue, or those with an interaction in the training data.
   *
   * @default 'all'
   */
  readonly listsItems?: 'all' | 'with-traffic';
  /**
   * The shop's API, for its pages and apps: an HTTP API in front of one function. See docs/api.md.
   *
   * @default - none
   */
  readonly api?: ApiOptions;
  /**
   * How many items of a category an answer of the API may have, `{ by: 'CATEGORY_L1', max: 3 }`. Needs api.
   *
   * @default - any number
   */
  readonly diversify?: Diversify;
  /**
   * The share of consenting visitors that gets best sellers, or nothing, in place of recommendations, so that `npm run effect` can
   * say what these bring. It needs api. See docs/effect.md.
   *
   * @default - none
   */
  readonly experiment?: ExperimentOptions;
  /**
   * Puts items, of a category or a search, into the order that suits a visitor; `{}` for the defaults. See docs/ranking.md.
   *
   * @default - no ranking
   */
  readonly ranking?: RankingOptions;
  /**
   * Segments of users, by items that they will like or by queries of items' columns, for mails. See docs/segments.md.
   *
   * @default - none
   */
  readonly segments?: SegmentsOptions;
  /**
   * Makes recommendations for every user on a schedule, for mails; `{}` for the defaults. See docs/segments.md.
   *
   * @default - none
   */
  readonly batches?: BatchesOptions;
  /**
   * When the recommenders run.
   *
   * @default - always
   */
  readonly runningHours?: RunningHoursOptions;
  /**
   * Time without a request after which a recommender is stopped, in whole hours up to two weeks.
   *
   * @default - never
   */
  readonly stopWhenIdle?: Duration;
  /**
   * Bounds within which the provisioned requests a second of a recommender follow its use, `{ min: 1, max: 10 }`, for all live use
   * cases or by use case. See docs/request-rate.md.
   *
   * @default - rates stay
   */
  readonly requestRate?: RequestRateBounds;
  /**
   * Whether there is a dashboard, and alarms that send notices to a topic; topic, notify and monthlyBudget imply it.
   *
   * @default false
   */
  readonly watch?: boolean;
  /**
   * Topic that gets the notices. Where it is imported, its policy must let CloudWatch and AWS Budgets publish; the policy
   * of its key, too.
   *
   * @default - a new topic, where there are notices
   */
  readonly topic?: ITopic;
  /**
   * E-mail addresses that get the notices.
   *
   * @default - none
   */
  readonly notify?: readonly string[];
  /**
   * Time without a successful import after which there is a notice, up to a year; `Duration.days(0)` for no notice.
   *
   * @default Duration.days(8)
   */
  readonly maxDataAge?: Duration;
  /**
   * US dollars (yuan in China) that Personalize may cost the account in a month before there is a notice.
   *
   * @default - no notice
   */
  readonly monthlyBudget?: number;
  /**
   * Whether imports, trainings, lists, segments and batches put events on the account's default event bus. See docs/bus-events.md.
   *
   * @default false
   */
  readonly busEvents?: boolean;
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
