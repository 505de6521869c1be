import { countUpTo, objectOf, orNothing, required, withDefault, type Shape } from './shape';

/** How many visitors without an account may become users, and for how long. */
export interface GuestsOptions {
  /** Guests that the API admits a day (UTC): each is a user for Personalize, and stays one. */
  readonly perDay: number;
  /**
   * Guests a day of one IP address, for each execution environment of the API's function.
   *
   * @default 20
   */
  readonly perAddress?: number;
  /**
   * Days after which a guest's token expires; then the visitor is a new guest.
   *
   * @default 90
   */
  readonly days?: number;
}

/** {@link GuestsOptions}, checked and with their defaults. */
export type GuestsSettings = Required<GuestsOptions>;

/** As many users as the first price tier of recommenders. */
const MAX_A_DAY = 100_000;
/** Thirteen months, which data protection authorities name as the longest lifetime of such an id. */
const MAX_DAYS = 390;

/** Guests of the shop; null for none. */
export const GUESTS: Shape<GuestsSettings | null> = orNothing(
  objectOf<GuestsSettings>(
    {
      perDay: required(countUpTo(MAX_A_DAY, 'guests')),
      perAddress: withDefault(countUpTo(MAX_A_DAY, 'guests'), 20),
      days: withDefault(countUpTo(MAX_DAYS, 'days'), 90),
    },
    'a JSON object such as {"perDay":1000}, or nothing; see docs/api.md',
  ),
);
