import fc from 'fast-check';
import type { Fault } from 'embedded-aws/faults/fault-kinds';

/** Which occasions a fault strikes: few enough that the deployment eventually succeeds. */
const strikes = {
  rate: fc.constantFrom(0.3, 1),
  times: fc.integer({ min: 1, max: 6 }),
  after: fc.integer({ min: 0, max: 10 }),
};
const once = { times: fc.constant(1), after: fc.integer({ min: 0, max: 3 }) };
const when = fc.constantFrom<('before' | 'after')[]>('before', 'after');

/** Services that functions call. */
const SERVICES = ['personalize', 's3', 'lambda', 'states', 'cloudformation'];

/** Functions of the stack, by name. */
const FUNCTIONS = [
  ...['*PrepareData*onEvent*', '*CoreProvideronEvent*', '*CoreProviderisComplete*', '*AddOnsProvider*'],
  ...['*ProviderFramework*', '*AutoDelete*', '*'],
];

const jobEnd = { at: fc.constantFrom<('pending' | 'in-progress')[]>('pending', 'in-progress') };

/** What faults strike besides jobs. */
interface Targets {
  readonly services: readonly string[];
  readonly functions: readonly string[];
}

/** An arbitrary fault of each kind that can strike a deployment or lists: neither waits for batch jobs. */
const anyFaultOf = ({ services, functions: names }: Targets): fc.Arbitrary<Fault>[] => {
  // Calls by functions; the test itself, which drives CloudFormation, is exempt.
  const calls = { service: fc.constantFrom(...services), caller: fc.constant('*:assumed-role/*') };
  const functions = fc.constantFrom(...names);
  const struck = { function: functions, when, ...strikes };
  const members: Record<
    Exclude<Fault['fault'], 'batch-failure'>,
    Readonly<Record<string, fc.Arbitrary<unknown>>>
  > = {
    throttling: { ...calls, ...strikes },
    'access-denied': { ...calls, ...strikes },
    'server-error': { ...calls, ...strikes },
    latency: { ...calls, ms: fc.integer({ min: 1, max: 20_000 }), ...strikes },
    'connection-drop': { ...calls, when, ...strikes },
    'connection-reset': { ...calls, ...strikes },
    'stale-read': {
      service: fc.constantFrom('personalize', 'lambda'),
      seconds: fc.integer({ min: 1, max: 60 }),
      ...strikes,
    },
    'import-failure': { ...jobEnd, ...once },
    'training-failure': { ...jobEnd, ...once },
    'function-crash': struck,
    'function-out-of-memory': struck,
    'function-timeout': struck,
    'function-twice': { function: functions, ...strikes },
    'response-lost': once,
    'role-propagation': { seconds: fc.integer({ min: 1, max: 90 }) },
    'policy-propagation': { seconds: fc.integer({ min: 1, max: 30 }) },
  };
  return Object.entries(members).map(([fault, others]) =>
    fc.record({ fault: fc.constant(fault), ...others }),
  ) as fc.Arbitrary<unknown>[] as fc.Arbitrary<Fault>[];
};

/** One to three arbitrary faults of what is named. */
const anyFaultsOf = (targets: Targets): fc.Arbitrary<Fault[]> =>
  fc.array(fc.oneof(...anyFaultOf(targets)), { minLength: 1, maxLength: 3 });

/** One to three arbitrary faults. */
export const anyFaults = anyFaultsOf({ services: SERVICES, functions: FUNCTIONS });

/** The same, which also strike the runs that make lists. */
export const anyFaultsOfLists = anyFaultsOf({
  services: [...SERVICES, 'personalize-runtime'],
  functions: [...FUNCTIONS, '*ListsFunctions*', '*ListsFunctionsask*', '*ListsFunctionsfinish*'],
});
