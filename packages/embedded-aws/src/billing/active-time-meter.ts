import type { Clock } from '../clock';

/** What determines the price of an ACTIVE recommender. */
export interface RecommenderCapacity {
  /** Users that the model was trained on. */
  readonly users: number;
  /** Provisioned requests a second. */
  readonly minRequestsPerSecond: number;
}

/** What determines the price of an ACTIVE campaign. */
export interface CampaignCapacity {
  /** Price of its requests. */
  readonly price: 'rankings' | 'rankingsV2';
  /** Provisioned requests a second. */
  readonly minRequestsPerSecond: number;
}

/** A period in which a resource was ACTIVE, in milliseconds since the Unix epoch. */
export type ActiveTime<Capacity = RecommenderCapacity> = Capacity & {
  readonly arn: string;
  readonly fromMs: number;
  readonly toMs: number;
};

/** Records when resources are ACTIVE, which is when they are billed. */
export interface ActiveTimeMeter<Capacity = RecommenderCapacity> {
  /** Bills this capacity from now on; undefined stops billing. */
  set(arn: string, capacity: Capacity | undefined): void;
  /** Including those that are ACTIVE now. */
  times(): ActiveTime<Capacity>[];
  clear(): void;
}

/** A meter without resources. */
export function createActiveTimeMeter<Capacity>(clock: Clock): ActiveTimeMeter<Capacity> {
  const past: ActiveTime<Capacity>[] = [];
  const active = new Map<string, Capacity & { readonly arn: string; readonly fromMs: number }>();
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
