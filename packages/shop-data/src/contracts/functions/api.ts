import type { ApiFilter } from '../api/api-filters';
import type { AnsweredUseCase } from '../lists/similar-items';
import type { Experiment } from './experiment';
import type { Shelves } from '../shelves/shelves';
import type { ApiSettings } from '../settings/api-shape';
import type { GuestsSettings } from '../settings/guests-shape';

/** Environment variables of the API's function. */
export interface ApiEnvironment {
  readonly DATA_BUCKET: string;
  /** Value of the metrics' stack dimension. */
  readonly STACK_NAME: string;
  readonly TRACKING_ID: string;
  /** HMAC key of the tokens of users. */
  readonly USER_TOKEN_KEY_ARN: string;
  /** HMAC key of the tokens of guests; absent without guests. */
  readonly GUEST_KEY_ARN?: string;
  /**
   * Common prefix of the filters' ARNs. It saves space: all variables of a function share 4 KB, and a shop may have
   * fifteen filters.
   */
  readonly FILTERS_ARN: string;
  /** An {@link ApiConfig} as JSON. */
  readonly CONFIG: string;
}

/** Configuration of the API's function. */
export interface ApiConfig extends Pick<ApiSettings, 'filter' | 'show' | 'currency' | 'soldOut'> {
  /** ARNs of the recommenders by use case; `''` for a use case that is served from lists. */
  readonly recommenders: Readonly<Partial<Record<AnsweredUseCase, string>>>;
  /** Filters that requests can name, with their names in Personalize. */
  readonly filters: Readonly<Record<string, ApiFilter & { readonly name: string }>>;
  /** Whether the shop has an item table. Without one, all items are shown, without details. */
  readonly hasItems: boolean;
  /** Present if the item table lists only items with interactions. The shop may sell others. */
  readonly hasOtherItems?: true;
  /** Claim of the authorizer's tokens that contains the user's id; absent without an authorizer. */
  readonly claim?: string;
  /** ARN of the campaign for ranking; absent without ranking. */
  readonly campaign?: string;
  /** Whether the shop has merchandising rules; absent if not. */
  readonly rules?: boolean;
  /** Absent without an experiment. */
  readonly experiment?: Experiment;
  /** The shelves that are counted; absent if there are none. */
  readonly shelves?: Shelves;
  /** Whether events without a recommender name the source of their shelf to Personalize. @default false */
  readonly namesSources?: boolean;
  /** Absent without guests. */
  readonly guests?: GuestsSettings;
  /** Absent if answers are not diversified. */
  readonly diversify?: Diversify;
  /** Promotions that requests can name; absent if there are none. */
  readonly promotions?: Promotions;
}

/** Promotions by name: a filter from the settings, and the percentage of an answer's items that meet it. */
export type Promotions = Readonly<Record<string, { readonly filter: string; readonly percent: number }>>;

/** Limit for items of the same category in an answer. */
export interface Diversify {
  /** Column of the items with the category; `a|b` means two categories. */
  readonly by: string;
  readonly max: number;
}

/** Key of the object with the best sellers of the last good answers, to which the API falls back. */
export const BEST_SELLERS_KEY = 'api/best-sellers.json';

/** Request header with the token that authenticates a user. */
export const USER_TOKEN_HEADER = 'x-user-token';

/** Number of forged tokens that each execution environment lets KMS verify per minute. Genuine tokens do not count. */
export const FORGED_PER_MINUTE = 60;

/** Maximum lifetime of a token. */
export const TOKEN_HOURS = 24;

/** Key of the object with the number of guests of the day. */
export const GUESTS_KEY = 'api/guests.json';

/**
 * Number of event ids of a guest per day. Type and item of an event determine its id, and Personalize trains only on the first
 * event with an id. So of a guest's day, training sees at most one view of an item, and at most this many events.
 */
export const GUEST_EVENTS_PER_DAY = 1_000;
