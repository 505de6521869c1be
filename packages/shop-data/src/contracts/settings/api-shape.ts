import { tablesOf } from '../../data/mapping/datasets-of';
import { GIVEN_NAME } from './filters-settings';
import {
  countUpTo,
  FLAG,
  notAllowed,
  objectOf,
  optional,
  orNothing,
  refined,
  required,
  SettingProblem,
  text,
  texts,
  withDefault,
  type Context,
  type Shape,
} from './shape';

/** The shop's API: its answers, users and limits. Columns are those of the prepared items. */
export interface ApiOptions {
  /** Origins of the pages that may read answers. They must equal what browsers send. */
  readonly origins: readonly string[];
  /**
   * Filter for requests that name none.
   *
   * @default - none
   */
  readonly filter?: string;
  /**
   * Columns that answers show, besides category and price.
   *
   * @default - NAME as the name, if there is such a column
   */
  readonly show?: { readonly name?: string; readonly image?: string; readonly link?: string };
  /**
   * ISO 4217 code of the column PRICE.
   *
   * @default - answers have prices without a currency
   */
  readonly currency?: string;
  /**
   * Items whose column has one of these values are never shown.
   *
   * @default - every item is on sale
   */
  readonly soldOut?: { readonly column: string; readonly values: readonly string[] };
  /**
   * Whether merchandising rules apply, which are a file in the data bucket. See docs/rules.md.
   *
   * @default false
   */
  readonly rules?: boolean;
  /**
   * Issuer of tokens that authenticate users, and the claim with the user's id; `sub` if unnamed.
   *
   * @default - only tokens of the back end authenticate users
   */
  readonly jwt?: { readonly issuer: string; readonly audience: readonly string[]; readonly claim?: string };
  /**
   * Requests per second that the stage admits, of all callers together.
   *
   * @default 50
   */
  readonly rate?: number;
  /**
   * Requests that the stage admits at the same time.
   *
   * @default 100
   */
  readonly burst?: number;
  /**
   * Reserved concurrency of the API's function. It is a maximum, and is taken from the account's concurrency.
   *
   * @default - no reservation
   */
  readonly concurrency?: number;
}

/** {@link ApiOptions}, checked and with their defaults. */
export type ApiSettings = Omit<ApiOptions, 'show' | 'jwt' | 'rules' | 'rate' | 'burst'> &
  Required<Pick<ApiOptions, 'show' | 'rules' | 'rate' | 'burst'>> & {
    readonly jwt?: Required<NonNullable<ApiOptions['jwt']>>;
  };

/** An origin has no path. Plain http is allowed only on localhost, because anybody on the network path can read it. */
const ORIGIN =
  /^(https:\/\/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|http:\/\/(localhost|127\.0\.0\.1))(:[1-9]\d{0,4})?$/;
/** Plain http is allowed only on localhost. API Gateway rejects it, but the embedded AWS accepts it there. */
const ISSUER =
  /^(https:\/\/[\w.~:/-]{1,200}|http:\/\/(localhost|127\.0\.0\.1)(:[1-9]\d{0,4})?(\/[\w.~:/-]{0,200})?)$/;

/** All environment variables of a function share 4 KB. API Gateway accepts as many origins. */
const MAX_ORIGINS = 20;
/** An account's default quota. It can be raised. */
const MAX_RATE = 10_000;
const MAX_BURST = 5_000;
/** An account's default quota is 1,000, of which Lambda keeps 100 unreserved. */
const MAX_CONCURRENCY = 900;
const NAME_COLUMN = 'NAME';

/** Columns of the prepared items. */
const columnsOf = ({ mapping }: Context): string[] =>
  tablesOf(mapping).ITEMS?.schema.fields.map(({ name }) => name) ?? [];

const COLUMN: Shape<string> = refined(text(/./, 'the name of a column'), (column, at, context) => {
  const columns = columnsOf(context);
  if (columns.includes(column)) return column;
  if (columns.length === 0)
    throw new SettingProblem(
      `${at} is ${JSON.stringify(column)}, but the shop has no table of items. Leave it out, or add items to data.`,
    );
  throw notAllowed(at, column, `a column of the prepared items: ${columns.join(', ')}`);
});

const SHOW: Shape<ApiSettings['show']> = refined(
  objectOf<ApiSettings['show']>(
    { name: optional(COLUMN), image: optional(COLUMN), link: optional(COLUMN) },
    'an object of name, image, link',
  ),
  (show, _, context) =>
    show.name === undefined && columnsOf(context).includes(NAME_COLUMN)
      ? { ...show, name: NAME_COLUMN }
      : show,
);

const SOLD_OUT = objectOf<NonNullable<ApiSettings['soldOut']>>(
  {
    column: required(COLUMN),
    values: required(
      texts(
        /^.{0,40}$/u,
        { least: 1, most: 10 },
        'a list of 1 to 10 texts, each once, such as "0", as in the prepared file',
      ),
    ),
  },
  'an object of column, values',
);

const JWT = objectOf<NonNullable<ApiSettings['jwt']>>(
  {
    issuer: required(
      text(ISSUER, 'the https address of an issuer of tokens (http on localhost, for the embedded AWS)'),
    ),
    audience: required(
      texts(
        /^[\x21-\x7e]{1,200}$/,
        { least: 1, most: 10 },
        'a list of 1 to 10 texts, each once, that tokens are for',
      ),
    ),
    claim: withDefault(text(/^[\w:./-]{1,64}$/, 'the name of a claim such as sub'), 'sub'),
  },
  'an object of issuer, audience, claim',
);

/** The setting `api`; null for no API. */
export const API: Shape<ApiSettings | null> = orNothing(
  objectOf<ApiSettings>(
    {
      origins: required(
        texts(
          ORIGIN,
          { least: 1, most: MAX_ORIGINS },
          `a list of 1 to ${MAX_ORIGINS} texts, each once, such as https://shop.example`,
        ),
      ),
      filter: optional(text(GIVEN_NAME, 'the name of a filter')),
      show: withDefault(SHOW, {}),
      currency: optional(text(/^[A-Z]{3}$/, 'a code of ISO 4217 such as EUR')),
      soldOut: optional(SOLD_OUT),
      rules: withDefault(FLAG, false),
      jwt: optional(JWT),
      rate: withDefault(countUpTo(MAX_RATE, 'requests'), 50),
      burst: withDefault(countUpTo(MAX_BURST, 'requests'), 100),
      concurrency: optional(countUpTo(MAX_CONCURRENCY, 'executions')),
    },
    'a JSON object such as {"origins":["https://shop.example"]}, or nothing; see docs/api.md',
  ),
);
