import type { Metrics } from '../../metrics';
import type { AlarmDefinition } from './alarm';
import { dimensionsOf, STATISTIC_OF } from './statistic';
import type { Datapoint } from './judge-alarm';

/** The values of an alarm's evaluation periods, the latest of which ends at that time; the latest first. */
export function alarmDatapoints(definition: AlarmDefinition, endMs: number, metrics: Metrics): Datapoint[] {
  const { Namespace, MetricName, Dimensions, Statistic, Unit, Period, EvaluationPeriods } = definition;
  const found = metrics.find({
    namespace: Namespace,
    name: MetricName,
    dimensions: dimensionsOf(Dimensions),
  });
  const series = Unit === undefined || found?.unit === Unit ? found : undefined;
  return Array.from({ length: EvaluationPeriods }, (_, back) => {
    const startMs = endMs - (back + 1) * Period * 1_000;
    const set = series?.between(startMs, startMs + Period * 1_000);
    return set && { startMs, value: STATISTIC_OF[Statistic](set) };
  });
}
