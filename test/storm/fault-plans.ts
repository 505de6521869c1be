import { faultShapes, SERVICES, type Values } from '@ecommerce-recommenders/tools/rehearse/seeded-faults';
import fc from 'fast-check';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import type { FaultPlan, Operation, FaultSet } from './run-under-faults';

/** Functions of the stack, by name. */
const FUNCTIONS = [
  ...['*PrepareData*onEvent*', '*CoreProvideronEvent*', '*CoreProviderisComplete*', '*AddOnsProvider*'],
  ...['*ProviderFramework*', '*AutoDelete*', '*'],
];

/** One to three arbitrary faults. */
const anyFaultsOf = (...targets: Parameters<typeof faultShapes>): fc.Arbitrary<Fault[]> => {
  const kinds = faultShapes(...targets).map((shape) =>
    fc.record(
      Object.fromEntries(
        Object.entries(shape).map(([name, value]) => [name, anyValue(value as Values<unknown>)]),
      ),
    ),
  );
  return fc.array(fc.oneof(...(kinds as unknown as fc.Arbitrary<Fault>[])), { minLength: 1, maxLength: 3 });
};

function anyValue(value: Values<unknown>): fc.Arbitrary<unknown> {
  if (typeof value !== 'object') return fc.constant(value);
  return 'oneOf' in value
    ? fc.constantFrom(...value.oneOf)
    : fc.integer({ min: value.least, max: value.most });
}

/** Faults that strike a deployment. */
export const anyFaults = anyFaultsOf({ services: SERVICES, functions: FUNCTIONS });

/** The same, which also strike the runs that make lists. */
export const anyFaultsOfLists = anyFaultsOf({
  services: [...SERVICES, 'personalize-runtime'],
  functions: [...FUNCTIONS, '*ListsFunctions*', '*ListsFunctionsask*', '*ListsFunctionsfinish*'],
});

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
