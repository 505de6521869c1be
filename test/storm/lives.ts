import fc from 'fast-check';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { anyFaults } from './any-fault';
import type { Life, Operation, Strike } from './weathered';

/** Arbitrary strikes, deterministic by seed. */
export const strikesOf = (
  count: number,
  seed: number,
  faults: fc.Arbitrary<readonly Fault[]> = anyFaults,
): Strike[] =>
  fc.sample(fc.tuple(faults, fc.nat(1_000)), { numRuns: count, seed }).map(([struck, chances]) => ({
    faults: struck,
    seed: chances,
  }));

/** Distributes strikes over as few stacks as possible; each with the names of its struck operations, for a title. */
export function livesOf(
  strikes: Readonly<Record<Operation, readonly Strike[]>>,
): (readonly [struck: string, life: Life])[] {
  const count = Math.max(...Object.values(strikes).map(({ length }) => length));
  return Array.from({ length: count }, (_, at) => {
    const dealt = Object.entries(strikes).filter(([, { length }]) => at < length);
    const life = Object.fromEntries(dealt.map(([operation, list]) => [operation, list[at]])) as Life;
    return [Object.keys(life).join(', '), life];
  });
}
