import type { IConstruct } from 'constructs';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { DataPlace, ShopSettings } from './shop-settings';

/** Where the data of a shop comes from, and what reads it at synth: a `ShopSource`. */
export interface IShopSource extends DataPlace {
  /** @internal Lets a synth report what the data is good for, and what the recommenders cost. */
  survey(shop: SurveyedShop): ShopSurvey;
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
  'source' | 'data' | 'maxBadRows' | 'holdout' | 'holdoutBy' | 'eventTypes' | 'force'
>;

/** What is found out about the data of a shop at synth. */
export interface ShopSurvey {
  /** Users of the archive, which AWS bills by, as a token; 0 where there is no archive or it cannot be read. */
  readonly users: string;
  /** Reports at synth if the data is insufficient for these use cases. */
  lookFor(useCases: ShopUseCases): void;
  /** Has the recommenders priced by what an add-on changes of them. */
  price(terms: PriceTerms): void;
  /** Calls a function with the facts of a readable archive at synth. */
  annotate(withFacts: (node: IConstruct, facts: ShopFacts) => void): void;
}

/** What add-ons change of the price of recommenders. */
export interface PriceTerms {
  /** Hours of a week in which they run. */
  readonly hoursAWeek?: number;
  /** Bounds of rates that are adjusted between deployments. */
  readonly rateBounds?: ReadonlyMap<UseCaseName, RequestBounds>;
}
