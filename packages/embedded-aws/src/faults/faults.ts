import { seededRandom } from '@ecommerce-recommenders/models/evaluation/seeded-random';
import type { Clock } from '../clock';
import type { Fault, FaultKind, FaultOf } from './fault-kinds';
import { matches, type Subject } from './matches';

/** What goes wrong in the embedded AWS, and how often it did. */
export interface Faults {
  /**
   * Replaces the list; an empty one ends them all.
   *
   * @param seed - the same seed and the same occasions give the same strikes; 1 by default
   */
  set(faults: readonly Fault[], seed?: number): void;
  /** The list, with how often each has struck. */
  list(): StruckFault[];
  /** The first fault of that kind that strikes `subject` now: whoever asks does what it says. */
  strike<K extends FaultKind>(kind: K, subject: Subject): FaultOf<K> | undefined;
  /** Whether nothing goes wrong at all. */
  readonly isEmpty: boolean;
  /** Whether the list has any of that kind. */
  has(kind: FaultKind): boolean;
  /** Says that something was made or changed now, for faults that strike what is young. */
  changed(arn: string): void;
  /** Aborts when the list is replaced: nobody waits for a fault that is no more. */
  readonly ended: AbortSignal;
  /** Ends them all and forgets what was changed. */
  clear(): void;
}

/** A fault with its number of strikes. */
export type StruckFault = Fault & { readonly struck: number };

interface Entry {
  readonly fault: Fault;
  /** A whole number from 0 to below the limit. */
  readonly random: (limit: number) => number;
  matched: number;
  struck: number;
}

const PRECISION = 1_000_000;

/** @param onStrike is told of every strike */
export function createFaults(
  clock: Clock,
  onStrike: (fault: Fault, subject: Subject) => void = () => {},
): Faults {
  const changedMs = new Map<string, number>();
  let entries: Entry[] = [];
  let ending = new AbortController();

  const ageSecondsOf = (arn: string): number => (clock.now() - (changedMs.get(arn) ?? -Infinity)) / 1000;

  function strikes(entry: Entry): boolean {
    const { rate = 1, times = Infinity, after = 0 } = entry.fault;
    entry.matched += 1;
    if (entry.matched <= after || entry.struck >= times) return false;
    return entry.random(PRECISION) < rate * PRECISION;
  }

  function set(faults: readonly Fault[], seed = 1): void {
    // Each draws on its own, so that one fault more or less leaves the strikes of the others as they are.
    entries = faults.map((fault, at) => ({ fault, random: seededRandom(seed + at), matched: 0, struck: 0 }));
    ending.abort();
    ending = new AbortController();
  }

  return {
    set,
    list: () => entries.map(({ fault, struck }) => ({ ...fault, struck })),
    get isEmpty() {
      return entries.length === 0;
    },
    has: (kind) => entries.some(({ fault }) => fault.fault === kind),
    strike: <K extends FaultKind>(kind: K, subject: Subject) => {
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
    clear: () => {
      set([]);
      changedMs.clear();
    },
  };
}

/** Whether a role is too young to be seen, as a fault wants it. */
export const isPropagating = (faults: Faults, roleArn: string): boolean =>
  faults.strike('role-propagation', { role: roleArn.slice(roleArn.lastIndexOf('/') + 1), arn: roleArn }) !==
  undefined;
