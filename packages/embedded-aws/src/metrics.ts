/** A metric's dimensions: values by name. */
export type Dimensions = Readonly<Record<string, string>>;

/** One minute's aggregate, as in CloudWatch's statistic sets. */
export interface StatisticSet {
  count: number;
  sum: number;
  min: number;
  max: number;
}

/** Identity of a metric. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
}

/** One metric's values by minute. Hot paths keep a reference to save the look-up. */
export interface Series extends MetricName {
  readonly unit: string;
  /** @param atMs - milliseconds since the Unix epoch; now by default */
  add(value: number, atMs?: number): void;
  /** Adds pre-aggregated values. */
  merge(set: Readonly<StatisticSet>, atMs: number): void;
  /** Aggregate of the minutes that start in `[fromMs, toMs)`; undefined without values. */
  between(fromMs: number, toMs: number): Readonly<StatisticSet> | undefined;
  /** Number of clock hours with values. */
  hours(): number;
  /** Time of the latest value, in milliseconds. */
  readonly latestMs: number;
}

/** Metrics of one region: from services and from PutMetricData. */
export interface Metrics {
  /** The series of a metric, created on first use. */
  series(namespace: string, name: string, dimensions: Dimensions, unit?: string): Series;
  find(metric: MetricName): Series | undefined;
  /** In order of creation. */
  list(): Series[];
}

const MINUTE_MS = 60_000;

/** CloudWatch's longest retention: 455 days. */
const KEPT_MINUTES = 455 * 24 * 60;

/** @param now - milliseconds since the Unix epoch */
export function createMetrics(now: () => number): Metrics {
  const all = new Map<string, Series>();
  return {
    series: (namespace, name, dimensions, unit = 'None') => {
      const key = keyOf({ namespace, name, dimensions });
      let series = all.get(key);
      if (!series) all.set(key, (series = createSeries({ namespace, name, dimensions }, unit, now)));
      return series;
    },
    find: (metric) => all.get(keyOf(metric)),
    list: () => [...all.values()],
  };
}

const keyOf = ({ namespace, name, dimensions }: MetricName): string =>
  JSON.stringify([namespace, name, ...Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

function createSeries(metric: MetricName, unit: string, now: () => number): Series {
  const minutes = new Map<number, StatisticSet>();
  let latestMs = 0;
  let minute = -1;
  let current: StatisticSet = emptySet();

  function setAt(atMs: number): StatisticSet {
    latestMs = Math.max(latestMs, atMs);
    const wanted = Math.floor(atMs / MINUTE_MS);
    if (wanted === minute) return current;
    minute = wanted;
    const found = minutes.get(minute);
    current = found ?? emptySet();
    if (!found) {
      minutes.set(minute, current);
      forget(latestMs / MINUTE_MS - KEPT_MINUTES);
    }
    return current;
  }

  /** Values mostly arrive in order, so the oldest minutes come first. */
  function forget(before: number): void {
    for (const old of minutes.keys()) {
      if (old >= before) return;
      minutes.delete(old);
    }
  }

  return {
    ...metric,
    unit,
    add: (value, atMs = now()) => {
      const set = setAt(atMs);
      set.count += 1;
      set.sum += value;
      if (value < set.min) set.min = value;
      if (value > set.max) set.max = value;
    },
    merge: (other, atMs) => mergeInto(setAt(atMs), other),
    between: (fromMs, toMs) => {
      const [first, end] = [Math.ceil(fromMs / MINUTE_MS), Math.ceil(toMs / MINUTE_MS)];
      const total = emptySet();
      // Iterate over the smaller of the two: the requested minutes or the existing ones.
      if (end - first < minutes.size) {
        for (let at = first; at < end; at++) mergeInto(total, minutes.get(at));
      } else {
        for (const [at, set] of minutes) if (at >= first && at < end) mergeInto(total, set);
      }
      return total.count > 0 ? total : undefined;
    },
    hours: () => new Set([...minutes.keys()].map((minute) => Math.floor(minute / 60))).size,
    get latestMs() {
      return latestMs;
    },
  };
}

const emptySet = (): StatisticSet => ({ count: 0, sum: 0, min: Infinity, max: -Infinity });

function mergeInto(set: StatisticSet, other: Readonly<StatisticSet> | undefined): void {
  if (!other) return;
  set.count += other.count;
  set.sum += other.sum;
  set.min = Math.min(set.min, other.min);
  set.max = Math.max(set.max, other.max);
}
