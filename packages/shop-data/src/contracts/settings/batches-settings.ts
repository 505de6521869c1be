import { FILTER_SETTINGS, GIVEN_NAME } from './filters-settings';
import { SCHEDULE, WEEKLY } from './setting-kinds';
import { objectOf, optional, switchable, text, wholeNumber, withDefault, type Shape } from './shape';
import type { SettingsTable, ValuesOf } from './setting';
import type { Conflict } from './terms';
import { apiFilters } from '../api/api-filters';

/** Recommendations for every user, for the shop's mailings. */
export interface BatchesSettings {
  /**
   * Schedule expression of EventBridge, in UTC.
   *
   * @default 'rate(7 days)'
   */
  readonly schedule: string;
  /**
   * Items for each user.
   *
   * @default 25
   */
  readonly results: number;
  /**
   * Name of a filter. It may have no placeholders except dates.
   *
   * @default - none
   */
  readonly filter?: string;
}

/** @see https://docs.aws.amazon.com/personalize/latest/dg/creating-batch-inference-job.html */
const MAX_RESULTS = 500;

/** The setting `batches`; null for no batches. */
const BATCHES: Shape<BatchesSettings | null> = switchable(
  objectOf<BatchesSettings>(
    {
      schedule: withDefault(SCHEDULE, WEEKLY),
      results: withDefault(wholeNumber({ minimum: 1, maximum: MAX_RESULTS }), 25),
      filter: optional(text(GIVEN_NAME, 'the name of a filter')),
    },
    'true, false, or a JSON object such as {"schedule":"cron(0 3 ? * MON *)","results":10}',
  ),
);

/** Settings of the batches. */
export const BATCHES_SETTINGS = {
  batches: {
    shape: BATCHES,
    default: false,
    en: 'Whether [recommendations for every user](segments.md) are made on a schedule, for mails; `true`, or `{"results": 25, "filter": "…", "schedule": "rate(7 days)"}`.',
    ko: '메일에 쓸 [모든 사용자의 추천](segments.md)을 일정에 따라 만들지. `true`, 또는 `{"results": 25, "filter": "…", "schedule": "rate(7 days)"}`.',
  },
} as const satisfies SettingsTable;

type BatchesChoices = ValuesOf<typeof FILTER_SETTINGS & typeof BATCHES_SETTINGS>;

/** Conflicts of batches with other settings. */
export const BATCHES_CONFLICTS: readonly Conflict<BatchesChoices>[] = [
  ({ batches, filters }, { The, name }) => {
    const filter = batches?.filter;
    if (filter === undefined) return undefined;
    const usable = Object.entries(apiFilters(filters)).flatMap(([one, { readsItem }]) =>
      readsItem ? [] : [one],
    );
    if (usable.includes(filter)) return undefined;
    const why = Object.hasOwn(filters, filter)
      ? 'has placeholders or reads the current item, which a job for users does not fill'
      : `is not in ${name('filters')}`;
    return `${The('batches')} has the filter ${filter}, which ${why}. Name ${usable.join(' or ') || `a filter that you add to ${name('filters')}`}, or leave it out.`;
  },
];
