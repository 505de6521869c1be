import type { Construct, IConstruct } from 'constructs';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { DataBucket } from './data-bucket';
import type { CsvParts, ShopSettings } from './shop-settings';
import type { UserKey } from './user-key';

/** Source of a shop's data. It creates the preparation and the annotations at synth. Create one with `ShopSource`. */
export interface IShopSource {
  /** Path of the archive; absent for {@link parts}. */
  readonly archive?: string;
  /** Absent for an {@link archive}. */
  readonly parts?: CsvParts;
  /** @internal Creates the files that Personalize imports. */
  prepare(scope: Construct, wanted: WantedFiles): PreparedFiles;
  /** @internal Reports at synth what the data suffices for, and what the recommenders cost. */
  profile(shop: ProfiledShop): ShopProfile;
}

/** Options for preparing the data, and the shop's resources. */
export interface WantedFiles
  extends Omit<ProfiledSettings, 'force'>, Pick<ShopSettings, 'preparation' | 'glueWorkers' | 'retainData'> {
  readonly dataBucket: DataBucket;
  /** @default - user ids are not hashed */
  readonly userKey?: UserKey;
}

/** The prepared files, as a construct. */
export interface PreparedFiles extends IConstruct {
  /** Location of a dataset's rows for Personalize, as a token. */
  location(datasetType: DatasetType): string;
  /** Digest of a dataset's rows, as a token. */
  version(datasetType: DatasetType): string;
}

/** What a source needs to know about the shop. */
export interface ProfiledShop extends IConstruct {
  readonly settings: ProfiledSettings;
  /** Use cases that have a recommender. */
  readonly useCases: ShopUseCases;
}

/** Settings that affect how the data is read. */
export type ProfiledSettings = Pick<
  ShopSettings,
  'place' | 'data' | 'maxBadRows' | 'holdout' | 'holdoutBy' | 'eventTypes' | 'force'
>;

/** The findings about a shop's data at synth. */
export interface ShopProfile {
  /** Number of users in the dataset group, which AWS bills by, as a token; 0 if there is no readable archive. */
  readonly users: string;
  /** Reports at synth if the data is insufficient for these use cases. */
  reportFor(useCases: ShopUseCases): void;
  /** Adjusts the price of the recommenders to an add-on. */
  price(terms: PriceTerms): void;
  /** Calls a function at synth with the facts of the archive, if it can be read. */
  annotate(withFacts: (node: IConstruct, facts: ShopFacts) => void): void;
  /** Asks the program that reads the archive a question. Returns sentences; empty if the archive cannot be read. */
  ask(question: object): readonly string[];
}

/** How add-ons change the price of recommenders. */
export interface PriceTerms {
  /** Hours per week in which the recommenders run. */
  readonly hoursAWeek?: number;
  /** Bounds of rates that an add-on adjusts between deployments. */
  readonly rateBounds?: ReadonlyMap<UseCaseName, RequestBounds>;
}
