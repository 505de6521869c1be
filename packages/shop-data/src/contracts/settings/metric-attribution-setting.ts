import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import {
  MAX_ATTRIBUTED_METRICS,
  SUMMABLE_TYPES,
  SUMMED_COLUMN,
} from '@ecommerce-recommenders/personalize/metric-expression';
import { datasetsOf } from '../../data/mapping/datasets-of';
import { givenNames } from './filters-setting';
import { objectOf, optional, recordOf, refined, required, SettingProblem, text, type Shape } from './shape';

/** A metric that Personalize computes from the events of one type. */
export interface AttributedMetricOptions {
  /** Type of the events: `Purchase`. */
  readonly event: string;
  /**
   * Numeric column whose values are added up: `Items.PRICE`.
   *
   * @default - the events are counted
   */
  readonly sum?: string;
}

/** Metrics of a metric attribution, by their names in CloudWatch. */
export type MetricAttributionOptions = Readonly<Record<string, AttributedMetricOptions>>;

const ALLOWED = `a JSON object from up to ${MAX_ATTRIBUTED_METRICS} names of metrics, such as {"orders":{"event":"Purchase"}}`;

/** Metrics that Personalize computes from events. @see https://docs.aws.amazon.com/personalize/latest/dg/creating-metric-attribution.html */
export const METRIC_ATTRIBUTION: Shape<MetricAttributionOptions> = recordOf(
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
