import { faultShapes, SERVICES, type Values } from '@ecommerce-recommenders/tools/rehearse/seeded-faults';
import fc from 'fast-check';
import type { Fault } from 'embedded-aws/faults/fault-kinds';

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
