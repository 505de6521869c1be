import fc from 'fast-check';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { anyFaults } from './any-fault';
import type { FaultPlan, Operation, FaultSet } from './run-under-faults';

/** Arbitrary strikes, deterministic by seed. */
export const faultSetsOf = (
  count: number,
  seed: number,
  faults: fc.Arbitrary<readonly Fault[]> = anyFaults,
): FaultSet[] =>
  fc.sample(fc.tuple(faults, fc.nat(1_000)), { numRuns: count, seed }).map(([struck, chances]) => ({
    faults: struck,
    seed: chances,
  }));

/** Distributes strikes over as few stacks as possible; each with the names of its struck operations, for a title. */
export function faultPlansOf(
  strikes: Readonly<Record<Operation, readonly FaultSet[]>>,
): (readonly [struck: string, life: FaultPlan])[] {
  const count = Math.max(...Object.values(strikes).map(({ length }) => length));
  return Array.from({ length: count }, (_, at) => {
    const dealt = Object.entries(strikes).filter(([, { length }]) => at < length);
    const life = Object.fromEntries(dealt.map(([operation, list]) => [operation, list[at]])) as FaultPlan;
    return [Object.keys(life).join(', '), life];
  });
}

/**
 * How many cases of a storm run: all of them with `STORMS=all` (`npm run reliability`, and the workflow every night), otherwise the
 * first quarter.
 */
export const often = (all: number): number => (process.env.STORMS === 'all' ? all : Math.ceil(all / 4));
