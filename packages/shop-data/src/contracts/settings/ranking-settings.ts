import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { EXCLUDED_COLUMNS, type ExcludedColumns } from './excluded-columns';
import { WEEKLY } from './setting-kinds';
import { objectOf, optional, switchable, text, wholeNumber, withDefault, type Shape } from './shape';
import type { SettingsTable } from './setting';

/** How a shop ranks items for a visitor. */
export interface RankingSettings {
  /**
   * Provisioned requests per second, billed even if unused.
   *
   * @default 1
   */
  readonly minRequestsPerSecond: number;
  /**
   * Rate at which Personalize trains a new version, `rate(1 day)` to `rate(30 days)`. It skips a training without new
   * interactions.
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

/** An account's default quota, so that a typing error does not cost a fortune. */
const MAX_REQUESTS_PER_SECOND = 500;

/**
 * Personalize's schedules, which are in whole days only.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_AutoTrainingConfig.html
 */
const TRAINING_SCHEDULE = text(
  /^rate\((1 day|([2-9]|[12]\d|30) days)\)$/,
  'rate(1 day) to rate(30 days), as the service trains by days alone',
);

/** The setting `ranking`; null for no ranking. */
const RANKING: Shape<RankingSettings | null> = switchable(
  objectOf<RankingSettings>(
    {
      minRequestsPerSecond: withDefault(
        wholeNumber({ minimum: 1, maximum: MAX_REQUESTS_PER_SECOND }),
        DEFAULT_REQUESTS_PER_SECOND,
      ),
      schedule: withDefault(TRAINING_SCHEDULE, WEEKLY),
      excludedColumns: optional(EXCLUDED_COLUMNS),
    },
    'true, false, or a JSON object such as {"minRequestsPerSecond":1,"schedule":"rate(7 days)"}',
  ),
);

/** Settings of the ranking. */
export const RANKING_SETTINGS = {
  ranking: {
    shape: RANKING,
    default: false,
    en: 'Whether a campaign [sorts category pages and search results](ranking.md) for the visitor; `true`, or `{"minRequestsPerSecond": 1, "schedule": "rate(7 days)", "excludedColumns": {…}}`.',
    ko: '카테고리 페이지와 검색 결과를 [방문자에게 맞는 순서](ranking.md)로 정렬할지. `true`, 또는 `{"minRequestsPerSecond": 1, "schedule": "rate(7 days)", "excludedColumns": {…}}`.',
  },
} as const satisfies SettingsTable;
