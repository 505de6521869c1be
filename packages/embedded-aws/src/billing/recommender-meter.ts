import type { Clock } from '../clock';

/** What determines the price of an ACTIVE recommender. */
export interface RecommenderCapacity {
  /** Users that the model was trained on. */
  readonly users: number;
  /** Provisioned requests a second. */
  readonly minRequestsPerSecond: number;
}

/** A stretch of time in which a recommender was ACTIVE, in milliseconds since the Unix epoch. */
export interface ActiveTime extends RecommenderCapacity {
  readonly arn: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Records when recommenders are ACTIVE, which is when they are billed. */
export interface RecommenderMeter {
  /** ACTIVE with this capacity from now on, or, with undefined, not billed any more. */
  set(arn: string, capacity: RecommenderCapacity | undefined): void;
  /** Including those that are ACTIVE now. */
  times(): ActiveTime[];
  clear(): void;
}

/** A meter without recommenders. */
export function createRecommenderMeter(clock: Clock): RecommenderMeter {
  const past: ActiveTime[] = [];
  const active = new Map<string, Omit<ActiveTime, 'toMs'>>();
  return {
    set: (arn, capacity) => {
      const nowMs = clock.now();
      const until = active.get(arn);
      if (until && until.fromMs < nowMs) past.push({ ...until, toMs: nowMs });
      if (capacity) active.set(arn, { arn, ...capacity, fromMs: nowMs });
      else active.delete(arn);
    },
    times: () => [...past, ...[...active.values()].map((time) => ({ ...time, toMs: clock.now() }))],
    clear: () => {
      past.length = 0;
      active.clear();
    },
  };
}
