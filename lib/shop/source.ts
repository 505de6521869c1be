import type { Construct, IConstruct } from 'constructs';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { DataBucket } from './data-bucket';
import type { CsvParts, ShopSettings } from './shop-settings';
import type { UserKey } from './user-key';

/** Where the data of a shop comes from, what prepares it, and what a synth says of it: a `ShopSource`. */
export interface IShopSource {
  /** Path of the archive; absent for {@link parts}. */
  readonly archive?: string;
  /** Absent for an {@link archive}. */
  readonly parts?: CsvParts;
  /** @internal Makes the files that Personalize imports. */
  prepare(scope: Construct, wanted: WantedFiles): PreparedFiles;
  /** @internal Lets a synth report what the data is good for, and what the recommenders cost. */
  survey(shop: SurveyedShop): ShopSurvey;
}

/** How the data is prepared, and for whom. */
export interface WantedFiles
  extends Omit<SurveyedSettings, 'force'>, Pick<ShopSettings, 'preparation' | 'glueWorkers' | 'retainData'> {
  readonly dataBucket: DataBucket;
  /** @default - ids of users are not hashed */
  readonly userKey?: UserKey;
}

/** The files for import, as a construct. */
export interface PreparedFiles extends IConstruct {
  /** Where Personalize finds the rows of a dataset, as a token. */
  location(datasetType: DatasetType): string;
  /** Digest of these rows, as a token. */
  version(datasetType: DatasetType): string;
}

/** A shop as its source sees it. */
export interface SurveyedShop extends IConstruct {
  readonly settings: SurveyedSettings;
  /** Use cases that have a recommender. */
  readonly useCases: ShopUseCases;
}

/** Settings that say how the data is read. */
export type SurveyedSettings = Pick<
  ShopSettings,
  'place' | 'data' | 'maxBadRows' | 'holdout' | 'holdoutBy' | 'eventTypes' | 'force'
>;

/** What is found out about the data of a shop at synth. */
export interface ShopSurvey {
  /** Users of the dataset group, which AWS bills by, as a token; 0 where there is no archive or it cannot be read. */
  readonly users: string;
  /** Reports at synth if the data is insufficient for these use cases. */
  lookFor(useCases: ShopUseCases): void;
  /** Has the recommenders priced by what an add-on changes of them. */
  price(terms: PriceTerms): void;
  /** Calls a function with the facts of a readable archive at synth. */
  annotate(withFacts: (node: IConstruct, facts: ShopFacts) => void): void;
  /** Sentences that the program which reads the archive answers to a question; none where it cannot be read. */
  ask(question: object): readonly string[];
}

/** What add-ons change of the price of recommenders. */
export interface PriceTerms {
  /** Hours of a week in which they run. */
  readonly hoursAWeek?: number;
  /** Bounds of rates that are adjusted between deployments. */
  readonly rateBounds?: ReadonlyMap<UseCaseName, RequestBounds>;
}
