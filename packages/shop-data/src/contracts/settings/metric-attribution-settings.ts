import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import {
  MAX_ATTRIBUTED_METRICS,
  SUMMABLE_TYPES,
  SUMMED_COLUMN,
} from '@ecommerce-recommenders/personalize/metric-expression';
import { datasetsOf } from '../../data/mapping/datasets-of';
import { givenNames } from './filters-settings';
import { objectOf, optional, recordOf, refined, required, SettingProblem, text, type Shape } from './shape';
import type { EVENT_TRACKER } from './event-tracker-settings';
import type { FRESH_DATA } from './fresh-data-settings';
import type { SettingsTable, ValuesOf } from './setting';
import type { Conflict } from './terms';

/** A metric that Personalize computes from the events of one type. */
export interface AttributedMetricOptions {
  /** Type of the events: `Purchase`. */
  readonly event: string;
  /**
   * Numeric column whose values are summed: `Items.PRICE`.
   *
   * @default - the events are counted
   */
  readonly sum?: string;
}

/** Metrics of a metric attribution, by their names in CloudWatch. */
export type MetricAttributionOptions = Readonly<Record<string, AttributedMetricOptions>>;

const ALLOWED = `a JSON object from up to ${MAX_ATTRIBUTED_METRICS} names of metrics, such as {"orders":{"event":"Purchase"}}`;

/** Metrics that Personalize computes from events. @see https://docs.aws.amazon.com/personalize/latest/dg/creating-metric-attribution.html */
const METRIC_ATTRIBUTION: Shape<MetricAttributionOptions> = recordOf(
  givenNames('metric'),
  objectOf<AttributedMetricOptions>({
    event: required(text(/^.{1,256}$/, 'an event type of up to 256 characters')),
    sum: optional(
      refined(text(SUMMED_COLUMN, 'Items.COLUMN or Interactions.COLUMN'), (sum, at, { mapping }): string => {
        const { INTERACTIONS, ITEMS } = datasetsOf(mapping);
        const columns = [
          ...columnsOf('Items', ITEMS?.schema.fields),
          ...columnsOf('Interactions', INTERACTIONS.schema.fields),
        ];
        if (columns.includes(sum)) return sum;
        throw new SettingProblem(`${at} is ${sum}, allowed are numeric columns: ${columns.join(', ')}.`);
      }),
    ),
  }),
  { most: MAX_ATTRIBUTED_METRICS },
  ALLOWED,
);

const columnsOf = (dataset: string, fields: readonly AvroField[] = []): string[] =>
  fields
    .filter(
      ({ name, type }) => name !== 'TIMESTAMP' && [type].flat().some((one) => SUMMABLE_TYPES.includes(one)),
    )
    .map(({ name }) => `${dataset}.${name}`);

/** Settings of the metric attribution. */
export const METRIC_ATTRIBUTION_SETTINGS = {
  metricAttribution: {
    shape: METRIC_ATTRIBUTION,
    default: {},
    en: '[Personalize’s own metrics of events](effect.md#metrics-of-the-service) in CloudWatch, by name: a count, or the sum of a column, such as `{"revenue": {"event": "Purchase", "sum": "Items.PRICE"}}`. It needs `eventTracker`, `api` or `freshData`.',
    ko: '[Personalize가 직접 이벤트로 만드는](effect.md#metrics-of-the-service) CloudWatch 지표. 이름마다 이벤트 수나 열의 합계를 지정합니다(예: `{"revenue": {"event": "Purchase", "sum": "Items.PRICE"}}`). `eventTracker`, `api`, `freshData` 중 하나가 필요합니다.',
  },
} as const satisfies SettingsTable;

type MetricChoices = ValuesOf<typeof EVENT_TRACKER & typeof FRESH_DATA & typeof METRIC_ATTRIBUTION_SETTINGS>;

/** Conflicts of a metric attribution with other settings. */
export const METRIC_ATTRIBUTION_CONFLICTS: readonly Conflict<MetricChoices>[] = [
  ({ metricAttribution, eventTracker, freshData }, { The, name, Pass, set }) =>
    Object.keys(metricAttribution).length > 0 && !eventTracker && !freshData
      ? `${The('metricAttribution')} is set, and ${name('eventTracker')}, ${name('api')} and ${name('freshData')} are not, but Personalize makes metrics of events and of ` +
        `files that are added. Set one of them as well, or ${Pass.toLowerCase()} ${set('metricAttribution', '{}')} for none.`
      : undefined,
];
