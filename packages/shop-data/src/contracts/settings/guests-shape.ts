import { countUpTo, objectOf, orNothing, required, withDefault, type Shape } from './shape';

/** How many visitors without an account become users, and for how long. */
export interface GuestsOptions {
  /** Number of guests that the API admits per day (UTC). Each becomes a user in Personalize, and remains one. */
  readonly perDay: number;
  /**
   * Number of guests per day and IP address, for each execution environment of the API's function.
   *
   * @default 20
   */
  readonly perAddress?: number;
  /**
   * Days after which a guest's token expires. The visitor is then a new guest.
   *
   * @default 90
   */
  readonly days?: number;
}

/** {@link GuestsOptions}, checked and with their defaults. */
export type GuestsSettings = Required<GuestsOptions>;

/** Maximum guests per day: as many users as the first price tier of recommenders has. */
const MAX_A_DAY = 100_000;
/** Maximum days: thirteen months, which data protection authorities name as the longest lifetime of such an id. */
const MAX_DAYS = 390;

/** The setting `guests`; null for no guests. */
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
