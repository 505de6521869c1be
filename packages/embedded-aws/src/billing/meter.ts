import type { PriceName } from '@ecommerce-recommenders/personalize/prices';
import type { Clock } from '../clock';
import {
  createActiveTimeMeter,
  type ActiveTimeMeter,
  type CampaignCapacity,
  type RecommenderCapacity,
} from './active-time-meter';

/** Measures what AWS would bill, on the embedded AWS's clock. */
export interface Meter {
  readonly recommenders: ActiveTimeMeter;
  readonly campaigns: ActiveTimeMeter<CampaignCapacity>;
  /** Counts use, in the price's unit. */
  add(name: PriceName, quantity: number): void;
  /**
   * Sets the amount that exists from now on, such as gigabytes in a bucket; 0 once it is gone. Metered hourly,
   * billed in months of the unit.
   */
  hold(name: PriceName, id: string, quantity: number): void;
  /** Everything measured until now. */
  quantities(): ReadonlyMap<PriceName, number>;
  clear(): void;
}

interface Holding {
  quantity: number;
  sinceMs: number;
}

const MONTH_MS = 730 * 3_600_000;

/** A meter at zero. */
export function createMeter(clock: Clock): Meter {
  const used = new Map<PriceName, number>();
  const held = new Map<PriceName, Map<string, Holding>>();
  const recommenders = createActiveTimeMeter<RecommenderCapacity>(clock);
  const campaigns = createActiveTimeMeter<CampaignCapacity>(clock);

  const add = (name: PriceName, quantity: number): void =>
    void used.set(name, (used.get(name) ?? 0) + quantity);

  const monthsOf = ({ quantity, sinceMs }: Holding, nowMs: number): number =>
    (quantity * (nowMs - sinceMs)) / MONTH_MS;

  return {
    recommenders,
    campaigns,
    add,
    hold: (name, id, quantity) => {
      const nowMs = clock.now();
      let holdings = held.get(name);
      if (!holdings) held.set(name, (holdings = new Map<string, Holding>()));
      const holding = holdings.get(id);
      if (holding) add(name, monthsOf(holding, nowMs));
      if (quantity === 0) holdings.delete(id);
      else holdings.set(id, { quantity, sinceMs: nowMs });
    },
    quantities: () => {
      const nowMs = clock.now();
      const total = new Map(used);
      for (const [name, holdings] of held)
        for (const holding of holdings.values())
          total.set(name, (total.get(name) ?? 0) + monthsOf(holding, nowMs));
      return total;
    },
    clear: () => {
      used.clear();
      held.clear();
      recommenders.clear();
      campaigns.clear();
    },
  };
}
