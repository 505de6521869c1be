import { GIVEN_NAME } from './filters-setting';
import { SCHEDULE, WEEKLY } from './setting-kinds';
import { objectOf, optional, switchable, text, wholeNumber, withDefault, type Shape } from './shape';

/** Recommendations for every user, for the shop's mailings, and when they are made. */
export interface BatchesSettings {
  /**
   * An expression of EventBridge, in UTC.
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
   * Name of a filter, without placeholders but for days.
   *
   * @default - none
   */
  readonly filter?: string;
}

/** @see https://docs.aws.amazon.com/personalize/latest/dg/creating-batch-inference-job.html */
const MAX_RESULTS = 500;

/** Recommendations for every user; null for none. */
export const BATCHES: Shape<BatchesSettings | null> = switchable(
  objectOf<BatchesSettings>(
    {
      schedule: withDefault(SCHEDULE, WEEKLY),
      results: withDefault(wholeNumber({ minimum: 1, maximum: MAX_RESULTS }), 25),
      filter: optional(text(GIVEN_NAME, 'the name of a filter')),
    },
    'true, false, or a JSON object such as {"schedule":"cron(0 3 ? * MON *)","results":10}',
  ),
);
