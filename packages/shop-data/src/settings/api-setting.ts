import { datasetsOf } from '../mapping/datasets-of';
import { memberProblem, refuseUnknownMembers } from './members';
import { parseObject, SettingProblem, type Kind, type Parse } from './setting-kinds';

/** What the shop's API answers, whom it admits and how much. Columns are those of the prepared items. */
export interface ApiOptions {
  /** Origins of the pages that may read answers; a browser sends exactly these texts. */
  readonly origins: readonly string[];
  /**
   * Filter of every answer whose request names none.
   *
   * @default - none
   */
  readonly filter?: string;
  /**
   * Columns that answers show, besides category and price.
   *
   * @default - NAME as the name, if there is one
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
   * Issuer of the tokens that prove who a user is, and the claim that holds the user's id, `sub` unless named.
   *
   * @default - users are proven by tokens of the back end alone
   */
  readonly jwt?: { readonly issuer: string; readonly audience: readonly string[]; readonly claim?: string };
  /**
   * Requests a second that the stage admits, of all callers together.
   *
   * @default 50
   */
  readonly rate?: number;
  /**
   * Requests that it admits at once.
   *
   * @default 100
   */
  readonly burst?: number;
  /**
   * Concurrent executions of its function, which are reserved from the account's: it has no others.
   *
   * @default - those that the account has left
   */
  readonly concurrency?: number;
}

/** {@link ApiOptions}, checked and with their defaults. */
export type ApiSettings = Omit<ApiOptions, 'show' | 'jwt' | 'rate' | 'burst'> &
  Required<Pick<ApiOptions, 'show' | 'rate' | 'burst'>> & {
    readonly jwt?: Required<NonNullable<ApiOptions['jwt']>>;
  };

const MEMBERS: readonly string[] = [
  ...['origins', 'filter', 'show', 'currency', 'soldOut', 'jwt', 'rate', 'burst', 'concurrency'],
];
const SHOWN = ['name', 'image', 'link'] as const;

/** Without path, and http on one's own machine alone: what another origin's page reads over http, anybody on the way reads. */
const ORIGIN =
  /^(https:\/\/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|http:\/\/(localhost|127\.0\.0\.1))(:[1-9]\d{0,4})?$/;
const CURRENCY = /^[A-Z]{3}$/;
/** As for origins: API Gateway refuses http, and the embedded AWS takes it of an issuer on one's own machine. */
const ISSUER =
  /^(https:\/\/[\w.~:/-]{1,200}|http:\/\/(localhost|127\.0\.0\.1)(:[1-9]\d{0,4})?(\/[\w.~:/-]{0,200})?)$/;
const CLAIM = /^[\w:./-]{1,64}$/;
const AUDIENCE = /^[\x21-\x7e]{1,200}$/;

/** All environment variables of a function share 4 KB; API Gateway takes as many origins. */
const MAX_ORIGINS = 20;
const MAX_AUDIENCES = 10;
const MAX_VALUES = 10;
const MAX_VALUE_LENGTH = 40;
/** An account's own limit, which can be raised. */
const MAX_RATE = 10_000;
const MAX_BURST = 5_000;
/** The most that accounts have without asking for more; a hundred must be left to other functions. */
const MAX_CONCURRENCY = 900;
const RATE = 50;
const BURST = 100;
const NAME_COLUMN = 'NAME';

/**
 * An object of the API's settings, also as JSON text; nothing, `''` or `null`, stands for no API.
 *
 * @throws SettingProblem that names the member
 */
const parseApi: Parse<ApiSettings | null> = (raw, _, mapping) => {
  if (raw === '' || raw === null) return null;
  const given = parseObject(raw);
  if (!given) return undefined;
  refuseUnknownMembers(given, MEMBERS);
  const { ITEMS } = datasetsOf(mapping);
  const columns = ITEMS?.schema.fields.map(({ name }) => name) ?? [];
  const { filter, currency, soldOut, jwt, concurrency } = given;
  return {
    origins: texts('origins', given.origins, ORIGIN, MAX_ORIGINS, 'such as https://shop.example'),
    ...(filter !== undefined && {
      filter: matching('filter', filter, /^[\w-]{1,25}$/, 'a name of a filter'),
    }),
    show: showOf(given.show, columns),
    ...(currency !== undefined && {
      currency: matching('currency', currency, CURRENCY, 'a code of ISO 4217 such as EUR'),
    }),
    ...(soldOut !== undefined && { soldOut: soldOutOf(soldOut, columns) }),
    ...(jwt !== undefined && { jwt: jwtOf(jwt) }),
    rate: count('rate', given.rate ?? RATE, MAX_RATE),
    burst: count('burst', given.burst ?? BURST, MAX_BURST),
    ...(concurrency !== undefined && {
      concurrency: count('concurrency', concurrency, MAX_CONCURRENCY, 'executions'),
    }),
  };
};

function showOf(raw: unknown, columns: readonly string[]): ApiSettings['show'] {
  const given = objectOf('show', raw ?? {}, SHOWN);
  const name = given.name === undefined && columns.includes(NAME_COLUMN) ? NAME_COLUMN : given.name;
  const shown = Object.entries({ ...given, ...(name !== undefined && { name }) });
  return Object.fromEntries(shown.map(([key, column]) => [key, columnOf(`show.${key}`, column, columns)]));
}

function soldOutOf(raw: unknown, columns: readonly string[]): NonNullable<ApiSettings['soldOut']> {
  const { column, values } = objectOf('soldOut', raw, ['column', 'values']);
  return {
    column: columnOf('soldOut.column', column, columns),
    values: texts(
      'soldOut.values',
      values,
      new RegExp(`^.{0,${MAX_VALUE_LENGTH}}$`, 'u'),
      MAX_VALUES,
      'such as "0", as in the prepared file',
    ),
  };
}

function jwtOf(raw: unknown): NonNullable<ApiSettings['jwt']> {
  const { issuer, audience, claim = 'sub' } = objectOf('jwt', raw, ['issuer', 'audience', 'claim']);
  return {
    issuer: matching(
      'jwt.issuer',
      issuer,
      ISSUER,
      'the https address of an issuer of tokens (http on localhost, for the embedded AWS)',
    ),
    audience: texts('jwt.audience', audience, AUDIENCE, MAX_AUDIENCES, 'that tokens are for'),
    claim: matching('jwt.claim', claim, CLAIM, 'the name of a claim such as sub'),
  };
}

function columnOf(member: string, raw: unknown, columns: readonly string[]): string {
  if (typeof raw === 'string' && columns.includes(raw)) return raw;
  if (columns.length === 0)
    throw new SettingProblem(
      `${member} is ${JSON.stringify(raw)}, but the shop has no table of items. Leave it out, or add items to the setting data.`,
    );
  throw memberProblem(member, raw, `a column of the prepared items: ${columns.join(', ')}`);
}

function objectOf(
  member: string,
  raw: unknown,
  members: readonly string[],
): Readonly<Record<string, unknown>> {
  const given = parseObject(raw);
  if (!given) throw memberProblem(member, raw, `an object of ${members.join(', ')}`);
  refuseUnknownMembers(given, members, (name) => `${member}.${name}`);
  return given;
}

function texts(member: string, raw: unknown, pattern: RegExp, most: number, what: string): readonly string[] {
  const isAllowed =
    Array.isArray(raw) &&
    raw.length > 0 &&
    raw.length <= most &&
    new Set(raw).size === raw.length &&
    raw.every((one) => typeof one === 'string' && pattern.test(one));
  if (isAllowed) return raw as string[];
  throw memberProblem(member, raw, `a list of 1 to ${most} texts, each once, ${what}`);
}

function matching(member: string, raw: unknown, pattern: RegExp, allowed: string): string {
  if (typeof raw === 'string' && pattern.test(raw)) return raw;
  throw memberProblem(member, raw, allowed);
}

function count(member: string, raw: unknown, most: number, what = 'requests'): number {
  if (Number.isInteger(raw) && (raw as number) >= 1 && (raw as number) <= most) return raw as number;
  throw memberProblem(member, raw, `a whole number of ${what} from 1 to ${most}`);
}

const list = (pattern: RegExp, maxItems: number): object => ({
  type: 'array',
  minItems: 1,
  maxItems,
  uniqueItems: true,
  items: { type: 'string', pattern: pattern.source },
});
const COLUMN = { type: 'string', minLength: 1 };
const members = (properties: object, ...required: readonly string[]): object => ({
  type: 'object',
  additionalProperties: false,
  ...(required.length > 0 && { required }),
  properties,
});

/** The shop's API; null for none. */
export const API: Kind<ApiSettings | null> = {
  parse: parseApi,
  allowed: 'a JSON object such as {"origins":["https://shop.example"]}, or nothing; see docs/api.md',
  schema: {
    anyOf: [
      { enum: ['', null] },
      members(
        {
          origins: list(ORIGIN, MAX_ORIGINS),
          filter: { type: 'string', pattern: '^[\\w-]{1,25}$' },
          show: members({ name: COLUMN, image: COLUMN, link: COLUMN }),
          currency: { type: 'string', pattern: CURRENCY.source },
          soldOut: members(
            {
              column: COLUMN,
              values: {
                type: 'array',
                minItems: 1,
                maxItems: MAX_VALUES,
                uniqueItems: true,
                items: { type: 'string', maxLength: MAX_VALUE_LENGTH },
              },
            },
            'column',
            'values',
          ),
          jwt: members(
            {
              issuer: { type: 'string', pattern: ISSUER.source },
              audience: list(AUDIENCE, MAX_AUDIENCES),
              claim: { type: 'string', pattern: CLAIM.source },
            },
            'issuer',
            'audience',
          ),
          rate: { type: 'integer', minimum: 1, maximum: MAX_RATE },
          burst: { type: 'integer', minimum: 1, maximum: MAX_BURST },
          concurrency: { type: 'integer', minimum: 1, maximum: MAX_CONCURRENCY },
        },
        'origins',
      ),
    ],
  },
};
