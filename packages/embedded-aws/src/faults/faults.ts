import { setMaxListeners } from 'node:events';
import { seededRandom } from '@ecommerce-recommenders/models/evaluation/seeded-random';
import type { Clock } from '../clock';
import type { Fault, FaultKind, FaultOf } from './fault-kinds';
import { matches, type Subject } from './matches';

/** Injected faults and how often each has applied. */
export interface Faults {
  /**
   * Replaces the list; an empty one ends all faults.
   *
   * @param seed - makes them reproducible for the same sequence of matches; 1 by default
   */
  set(faults: readonly Fault[], seed?: number): void;
  /** The list, with how often each has applied. */
  list(): StruckFault[];
  /** @internal The first fault of that kind that applies to `subject` now; the caller carries it out. */
  strike<K extends FaultKind>(kind: K, subject: Subject): FaultOf<K> | undefined;
  /** Whether there are no faults. */
  readonly isEmpty: boolean;
  /** Whether the list has any of that kind. */
  has(kind: FaultKind): boolean;
  /** @internal Records a creation or change, for faults of young resources. */
  changed(arn: string): void;
  /** @internal Aborts when the list is replaced, so that nothing waits for an ended fault. */
  readonly ended: AbortSignal;
  /** @internal Runs without faults, for a read that must not change when they apply next. */
  paused<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Ends all faults and forgets recorded changes. */
  clear(): void;
}

/** A fault and how often it has applied. */
export type StruckFault = Fault & { readonly struck: number };

interface Entry {
  readonly fault: Fault;
  /** A random integer in `[0, limit)`. */
  readonly random: (limit: number) => number;
  matched: number;
  struck: number;
}

const PRECISION = 1_000_000;

/** @param onStrike - called each time a fault applies */
export function createFaults(
  clock: Clock,
  onStrike: (fault: Fault, subject: Subject) => void = () => {},
): Faults {
  const changedMs = new Map<string, number>();
  let entries: Entry[] = [];
  let ending = endOfList();
  let pauses = 0;

  const ageSecondsOf = (arn: string): number => (clock.now() - (changedMs.get(arn) ?? -Infinity)) / 1000;

  function strikes(entry: Entry): boolean {
    const { rate = 1, times = Infinity, after = 0 } = entry.fault;
    entry.matched += 1;
    if (entry.matched <= after || entry.struck >= times) return false;
    return entry.random(PRECISION) < rate * PRECISION;
  }

  function set(faults: readonly Fault[], seed = 1): void {
    // One generator per fault, so that adding or removing one does not change when the others apply.
    entries = faults.map((fault, at) => ({ fault, random: seededRandom(seed + at), matched: 0, struck: 0 }));
    ending.abort();
    ending = endOfList();
  }

  return {
    set,
    list: () => entries.map(({ fault, struck }) => ({ ...fault, struck })),
    get isEmpty() {
      return entries.length === 0;
    },
    has: (kind) => entries.some(({ fault }) => fault.fault === kind),
    strike: <K extends FaultKind>(kind: K, subject: Subject) => {
      if (pauses > 0) return undefined;
      const entry = entries.find(
        (one) => one.fault.fault === kind && matches(one.fault, subject, ageSecondsOf) && strikes(one),
      );
      if (!entry) return undefined;
      entry.struck += 1;
      onStrike(entry.fault, subject);
      return entry.fault as FaultOf<K>;
    },
    changed: (arn) => void changedMs.set(arn, clock.now()),
    get ended() {
      return ending.signal;
    },
    paused: async (run) => {
      pauses += 1;
      try {
        return await run();
      } finally {
        pauses -= 1;
      }
    },
    clear: () => {
      set([]);
      changedMs.clear();
    },
  };
}

/** Unlimited listeners: any number of delayed requests may wait. */
function endOfList(): AbortController {
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  return ending;
}

/** Whether a fault hides a recently created role. */
export const isPropagating = (faults: Faults, roleArn: string): boolean =>
  faults.strike('role-propagation', { role: roleArn.slice(roleArn.lastIndexOf('/') + 1), arn: roleArn }) !==
  undefined;
