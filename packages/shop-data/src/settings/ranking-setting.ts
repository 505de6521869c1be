import { datasetsOf } from '../mapping/datasets-of';
import { EXCLUDED_COLUMNS, excludedColumnsInWords, type ExcludedColumns } from './excluded-columns';
import { memberProblem, refuseUnknownMembers } from './members';
import { parseObject, wholeNumber, type Kind, type Parse } from './setting-kinds';

/** How a shop ranks items for a visitor. */
export interface RankingSettings {
  /**
   * Provisioned requests a second, billed even if unused.
   *
   * @default 1
   */
  readonly minRequestsPerSecond: number;
  /**
   * When the service trains a new version, `rate(1 day)` to `rate(30 days)`. It trains only if there were new interactions.
   *
   * @default 'rate(7 days)'
   */
  readonly schedule: string;
  /**
   * Columns excluded from training; filters can still use them.
   *
   * @default - none
   */
  readonly excludedColumns?: ExcludedColumns;
}

/** What a shop sets of it. */
export type RankingOptions = Partial<RankingSettings>;

const MEMBERS: readonly string[] = ['minRequestsPerSecond', 'schedule', 'excludedColumns'];

const DEFAULTS: RankingSettings = { minRequestsPerSecond: 1, schedule: 'rate(7 days)' };

/** The default quota of an account: a typing error must not cost a fortune. */
const MAX_REQUESTS_PER_SECOND = 500;
const RATE = wholeNumber(
  { minimum: 1, maximum: MAX_REQUESTS_PER_SECOND },
  `a whole number from 1 to ${MAX_REQUESTS_PER_SECOND}`,
);

/**
 * The service's own schedules, which are in days alone.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_AutoTrainingConfig.html
 */
const SCHEDULE = /^rate\((1 day|([2-9]|[12]\d|30) days)\)$/;

/**
 * `true` for the defaults, or an object, also as JSON text; `false`, nothing, `''` or `null` stand for no ranking.
 *
 * @throws SettingProblem that names the member
 */
const parseRanking: Parse<RankingSettings | null> = (raw, projectRoot, mapping) => {
  if (raw === '' || raw === null || raw === false || raw === 'false') return null;
  if (raw === true || raw === 'true') return DEFAULTS;
  const given = parseObject(raw);
  if (!given) return undefined;
  refuseUnknownMembers(given, MEMBERS);
  const { minRequestsPerSecond, schedule, excludedColumns } = { ...DEFAULTS, ...given };
  const rate = RATE.parse(minRequestsPerSecond, projectRoot);
  if (rate === undefined) throw memberProblem('minRequestsPerSecond', minRequestsPerSecond, RATE.allowed);
  if (typeof schedule !== 'string' || !SCHEDULE.test(schedule))
    throw memberProblem(
      'schedule',
      schedule,
      'rate(1 day) to rate(30 days), as the service trains by days alone',
    );
  if (excludedColumns === undefined) return { minRequestsPerSecond: rate, schedule };
  const columns = EXCLUDED_COLUMNS.parse(excludedColumns, projectRoot, mapping);
  if (columns === undefined)
    throw memberProblem('excludedColumns', excludedColumns, excludedColumnsInWords(datasetsOf(mapping)));
  return { minRequestsPerSecond: rate, schedule, excludedColumns: columns };
};

/** How items are put into a visitor's order; null for not at all. */
export const RANKING: Kind<RankingSettings | null> = {
  parse: parseRanking,
  allowed: 'true, false, or a JSON object such as {"minRequestsPerSecond":1,"schedule":"rate(7 days)"}',
  schema: {
    anyOf: [
      { enum: [true, false, '', null] },
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          minRequestsPerSecond: RATE.schema,
          schedule: { type: 'string', pattern: SCHEDULE.source },
          excludedColumns: EXCLUDED_COLUMNS.schema,
        },
      },
    ],
  },
};
