import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ApiFilter } from '../api/api-filters';
import type { Experiment } from './experiment';
import type { ApiSettings } from '../settings/api-setting';

/** Environment variables of the API's function. */
export interface ApiEnvironment {
  readonly DATA_BUCKET: string;
  /** Dimension of its metrics. */
  readonly STACK_NAME: string;
  readonly TRACKING_ID: string;
  /** HMAC key of the tokens that prove users. */
  readonly USER_TOKEN_KEY_ARN: string;
  /** Common prefix of the filters' ARNs: all variables of a function share 4 KB, and a shop may have fifteen filters. */
  readonly FILTERS_ARN: string;
  /** An {@link ApiConfig} as JSON. */
  readonly CONFIG: string;
}

/** Configuration of the API's function. */
export interface ApiConfig extends Pick<ApiSettings, 'filter' | 'show' | 'currency' | 'soldOut'> {
  /** ARNs of the recommenders by use case; `''` for a use case served by lists. */
  readonly recommenders: Readonly<Partial<Record<UseCaseName, string>>>;
  /** Filters that requests can name, with their names in Personalize. */
  readonly filters: Readonly<Record<string, ApiFilter & { readonly name: string }>>;
  /** Whether the shop has an item table; without one, all items are shown, without details. */
  readonly hasItems: boolean;
  /** Present if that table describes the items of interactions, beyond which there may be others. */
  readonly hasOtherItems?: true;
  /** Claim of the authorizer's tokens that holds the user's id; absent without an authorizer. */
  readonly claim?: string;
  /** ARN of the campaign that ranks; absent without one. */
  readonly campaign?: string;
  /** Whether the shop has merchandising rules; absent without. */
  readonly rules?: boolean;
  /** Absent without one. */
  readonly experiment?: Experiment;
  /** Absent if answers are not diversified. */
  readonly diversify?: Diversify;
}

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
