import { memberProblem, refuseUnknownMembers } from './members';
import { parseObject, SCHEDULE, wholeNumber, type Kind, type Parse } from './setting-kinds';

/** Recommendations for every user, for the shop's mails, and when they are made. */
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

/** What a shop sets of it. */
export type BatchesOptions = Partial<BatchesSettings>;

const MEMBERS: readonly string[] = ['schedule', 'results', 'filter'];

const DEFAULTS: BatchesSettings = { schedule: 'rate(7 days)', results: 25 };

/** @see https://docs.aws.amazon.com/personalize/latest/dg/creating-batch-inference-job.html */
const MAX_RESULTS = 500;
const RESULTS = wholeNumber({ minimum: 1, maximum: MAX_RESULTS }, `a whole number from 1 to ${MAX_RESULTS}`);

/**
 * `true` for the defaults, or an object, also as JSON text; `false`, nothing, `''` or `null` stand for none.
 *
 * @throws SettingProblem that names the member
 */
const parseBatches: Parse<BatchesSettings | null> = (raw, projectRoot) => {
  if (raw === '' || raw === null || raw === false || raw === 'false') return null;
  if (raw === true || raw === 'true') return DEFAULTS;
  const given = parseObject(raw);
  if (!given) return undefined;
  refuseUnknownMembers(given, MEMBERS);
  const { schedule, results, filter } = { ...DEFAULTS, ...given };
  const parsed = {
    schedule: SCHEDULE.parse(schedule, projectRoot),
    results: RESULTS.parse(results, projectRoot),
  };
  if (parsed.schedule === undefined) throw memberProblem('schedule', schedule, SCHEDULE.allowed);
  if (parsed.results === undefined) throw memberProblem('results', results, RESULTS.allowed);
  if (filter !== undefined && typeof filter !== 'string')
    throw memberProblem('filter', filter, 'the name of a filter');
  return {
    schedule: parsed.schedule,
    results: parsed.results,
    ...(filter !== undefined && { filter }),
  };
};

/** Recommendations for every user; null for none. */
export const BATCHES: Kind<BatchesSettings | null> = {
  parse: parseBatches,
  allowed: 'true, false, or a JSON object such as {"schedule":"cron(0 3 ? * MON *)","results":10}',
  schema: {
    anyOf: [
      { enum: [true, false, '', null] },
      {
        type: 'object',
        additionalProperties: false,
        properties: { schedule: SCHEDULE.schema, results: RESULTS.schema, filter: { type: 'string' } },
      },
    ],
  },
};
