import type { ApiFilter } from '../api/api-filters';
import type { AnsweredUseCase } from '../lists/similar-items';
import type { Experiment } from './experiment';
import type { Shelves } from '../shelves/shelves';
import type { ApiSettings } from '../settings/api-shape';
import type { GuestsSettings } from '../settings/guests-shape';

/** Environment variables of the API's function. */
export interface ApiEnvironment {
  readonly DATA_BUCKET: string;
  /** Dimension of its metrics. */
  readonly STACK_NAME: string;
  readonly TRACKING_ID: string;
  /** HMAC key of the tokens that prove users. */
  readonly USER_TOKEN_KEY_ARN: string;
  /** HMAC key of the tokens of guests; absent without guests. */
  readonly GUEST_KEY_ARN?: string;
  /** Common prefix of the filters' ARNs: all variables of a function share 4 KB, and a shop may have fifteen filters. */
  readonly FILTERS_ARN: string;
  /** An {@link ApiConfig} as JSON. */
  readonly CONFIG: string;
}

/** Configuration of the API's function. */
export interface ApiConfig extends Pick<ApiSettings, 'filter' | 'show' | 'currency' | 'soldOut'> {
  /** ARNs of the recommenders by use case; `''` for a use case served by lists. */
  readonly recommenders: Readonly<Partial<Record<AnsweredUseCase, string>>>;
  /** Filters that requests can name, with their names in Personalize. */
  readonly filters: Readonly<Record<string, ApiFilter & { readonly name: string }>>;
  /** Whether the shop has an item table; without one, all items are shown, without details. */
  readonly hasItems: boolean;
  /** Present if that table has only the items of interactions: the shop may sell others. */
  readonly hasOtherItems?: true;
  /** Claim of the authorizer's tokens that holds the user's id; absent without an authorizer. */
  readonly claim?: string;
  /** ARN of the campaign that ranks; absent without one. */
  readonly campaign?: string;
  /** Whether the shop has merchandising rules; absent without. */
  readonly rules?: boolean;
  /** Absent without one. */
  readonly experiment?: Experiment;
  /** Shelves whose figures are kept; absent if there are none. */
  readonly shelves?: Shelves;
  /** Whether events name the source of their shelf to Personalize, if no recommender led to them. @default false */
  readonly namesSources?: boolean;
  /** Absent without guests. */
  readonly guests?: GuestsSettings;
  /** Absent if answers are not diversified. */
  readonly diversify?: Diversify;
  /** Promotions that requests can name; absent if there are none. */
  readonly promotions?: Promotions;
}

/** By name: a filter from the settings, and the share of items that meet it in an answer, in percent. */
export type Promotions = Readonly<Record<string, { readonly filter: string; readonly percent: number }>>;

/** How many items of a category an answer may have. */
export interface Diversify {
  /** Column of the items; `a|b` is two categories. */
  readonly by: string;
  readonly max: number;
}

/** Object in the data bucket with the best sellers of the last good answers, a fallback. */
export const BEST_SELLERS_KEY = 'api/best-sellers.json';

/** Header with the token that proves a user. */
export const USER_TOKEN_HEADER = 'x-user-token';

/** Forged tokens a minute that each execution environment lets KMS verify; genuine ones do not count. */
export const FORGED_PER_MINUTE = 60;

/** Maximum lifetime of a token. */
export const TOKEN_HOURS = 24;

/** Object in the data bucket with the number of guests of the day. */
export const GUESTS_KEY = 'api/guests.json';

/**
 * Number of event ids of a guest per day. The type and item of an event determine its id, and Personalize trains only on the
 * first event with an id. So it trains on at most one view of an item, and on at most this many events.
 */
export const GUEST_EVENTS_PER_DAY = 1_000;
