import {
  CAMPAIGN_DIMENSION,
  CAMPAIGN_METRICS,
  PERSONALIZE_NAMESPACE,
  RECOMMENDER_DIMENSION,
  RECOMMENDER_METRICS,
} from '@ecommerce-recommenders/personalize/recommender-metrics';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import type { Metrics } from '../metrics';
import type { Usage } from './bill';
import type { Meter } from './meter';

const MINUTE_MS = 60_000;

/** An account's usage. Custom metrics and recommendations are counted from CloudWatch metrics. */
export function usageOf(meter: Meter, metricsByRegion: ReadonlyMap<string, Metrics>): Usage {
  const given: Usage['given'] = (arn, fromMs, toMs) => {
    const series = metricsByRegion.get(arn.split(':')[3])?.find({
      namespace: PERSONALIZE_NAMESPACE,
      ...(arn.includes(':campaign/')
        ? { name: CAMPAIGN_METRICS.requests.name, dimensions: { [CAMPAIGN_DIMENSION]: arn } }
        : { name: RECOMMENDER_METRICS.requests.name, dimensions: { [RECOMMENDER_DIMENSION]: arn } }),
    });
    // Metrics are kept by the minute.
    return series?.between(Math.floor(fromMs / MINUTE_MS) * MINUTE_MS, toMs)?.sum ?? 0;
  };
  const quantities = new Map(meter.quantities());
  const hours = [...metricsByRegion.values()].map(customMetricHours).reduce((sum, each) => sum + each, 0);
  return {
    quantities: quantities.set('metrics', hours / HOURS_PER_MONTH),
    recommenderTimes: meter.recommenders.times(),
    campaignTimes: meter.campaigns.times(),
    given,
  };
}

/** A custom metric is billed for the hours in which it received values. */
const customMetricHours = (metrics: Metrics): number =>
  metrics
    .list()
    .filter(({ namespace }) => !namespace.startsWith('AWS/'))
    .reduce((sum, series) => sum + series.hours(), 0);
