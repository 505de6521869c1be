import { SegmentQueryError, segmentQuery } from '../batch/segment-query';
import { trainingColumns } from '../../data/datasets';
import { filterColumns } from '../../data/filter-columns';
import { datasetsOf } from '../../data/mapping/datasets-of';
import { givenNames } from './filters-settings';
import { SCHEDULE, WEEKLY } from './setting-kinds';
import {
  objectOf,
  orNothing,
  recordOf,
  refined,
  SettingProblem,
  textUpTo,
  texts,
  wholeNumber,
  withDefault,
  type Shape,
} from './shape';
import type { SettingsTable } from './setting';

/** Segments of users, for the shop's mailings. */
export interface SegmentsSettings {
  /**
   * Schedule expression of EventBridge, in UTC.
   *
   * @default 'rate(7 days)'
   */
  readonly schedule: string;
  /**
   * Maximum number of users in a segment.
   *
   * @default 1000
   */
  readonly size: number;
  /**
   * Each of these items gets a segment of the users who are most likely to like it.
   *
   * @default - none
   */
  readonly items: readonly string[];
  /**
   * Segments by name: conditions on item columns such as `ITEMS.CATEGORY_L1 = "shoes"`, joined by AND.
   *
   * @default - none
   */
  readonly queries: Readonly<Record<string, string>>;
}

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateBatchSegmentJob.html */
const MAX_SIZE = 5_000_000;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/item-affinity-recipe.html */
const MAX_ITEMS = 500;
/** The state machine passes the items to its steps, whose input is limited to 256 KB. */
const MAX_ITEMS_BYTES = 100_000;

const ITEMS = refined(
  texts(/^[^\r\n]{1,256}$/, { most: MAX_ITEMS }, `a list of up to ${MAX_ITEMS} ids of items, each once`),
  (items, at) => {
    const bytes = Buffer.byteLength(JSON.stringify(items));
    if (bytes <= MAX_ITEMS_BYTES) return items;
    throw new SettingProblem(
      `${at} has ${bytes} bytes as JSON, allowed are up to ${MAX_ITEMS_BYTES}. Name fewer.`,
    );
  },
);

/** @see https://docs.aws.amazon.com/personalize/latest/dg/item-attribute-affinity-recipe.html */
const MAX_QUERIES = 10;
const MAX_QUERY = 2_500;

/** A query, checked against the schema of items. It is normalized to the form in which Personalize returns it. */
const QUERY: Shape<string> = refined(
  textUpTo(MAX_QUERY, `up to ${MAX_QUERY} characters such as ITEMS.CATEGORY_L1 = "shoes"`),
  (query, at, { mapping }) => {
    const datasets = datasetsOf(mapping);
    try {
      return segmentQuery(query, filterColumns(datasets), trainingColumns('ITEMS', datasets));
    } catch (error) {
      if (!(error instanceof SegmentQueryError)) throw error;
      throw new SettingProblem(
        `${at}: ${error.message.replace(/\.$/, '')}. Allowed is ITEMS.CATEGORY_L1 = "shoes" or the like.`,
      );
    }
  },
);

/** Queries must be distinct, because an answer contains its query but not the query's name. */
const QUERIES = refined(
  recordOf(
    givenNames('query'),
    QUERY,
    { most: MAX_QUERIES },
    `an object from up to ${MAX_QUERIES} names to queries`,
  ),
  (queries, at) => {
    const known = new Map<string, string>();
    for (const [name, query] of Object.entries(queries)) {
      const other = known.get(query);
      if (other !== undefined)
        throw new SettingProblem(
          `${at}.${other} and ${at}.${name} are the same, allowed is each once. Leave one out.`,
        );
      known.set(query, name);
    }
    return queries;
  },
);

const OBJECT = objectOf<SegmentsSettings>(
  {
    schedule: withDefault(SCHEDULE, WEEKLY),
    size: withDefault(wholeNumber({ minimum: 1, maximum: MAX_SIZE }), 1_000),
    items: withDefault(ITEMS, []),
    queries: withDefault(QUERIES, {}),
  },
  `a JSON object such as {"queries":{"walkers":"ITEMS.CATEGORY_L1 = \\"shoes\\""}}, or nothing`,
);

/** The setting `segments`; null for no segments. */
const SEGMENTS: Shape<SegmentsSettings | null> = orNothing({
  ...refined(OBJECT, (segments, at) => {
    if (segments.items.length > 0 || Object.keys(segments.queries).length > 0) return segments;
    throw new SettingProblem(
      `${at} has neither items nor queries, of which segments are made. Name at least one, or leave segments out.`,
    );
  }),
  schema: { ...OBJECT.schema, anyOf: [{ required: ['items'] }, { required: ['queries'] }] },
});

/** Settings of the segments. */
export const SEGMENTS_SETTINGS = {
  segments: {
    shape: SEGMENTS,
    default: '',
    en: '[Segments of users](segments.md) for mails, made on a schedule, by items or by queries of their columns: `{"queries": {"walkers": "ITEMS.CATEGORY_L1 = \\"shoes\\""}, "items": […], "size": 1000, "schedule": "rate(7 days)"}`.',
    ko: '메일을 보낼 [사용자 세그먼트](segments.md). 상품 또는 상품 열의 조건으로, 일정에 따라 만듭니다: `{"queries": {"walkers": "ITEMS.CATEGORY_L1 = \\"shoes\\""}, "items": […], "size": 1000, "schedule": "rate(7 days)"}`.',
  },
} as const satisfies SettingsTable;
