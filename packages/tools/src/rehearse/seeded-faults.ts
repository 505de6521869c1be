import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { createPrng, type Prng } from '../sample/prng';

/** Faults, of which each time only a few strike, so that most deployments get through. */
const KINDS: readonly ((random: Prng) => Fault)[] = [
  (random) => ({ fault: 'throttling', ...callIn(random), ...strikesIn(random) }),
  (random) => ({ fault: 'access-denied', ...callIn(random), ...strikesIn(random) }),
  (random) => ({ fault: 'server-error', ...callIn(random), ...strikesIn(random) }),
  (random) => ({ fault: 'connection-drop', ...callIn(random), ...whenIn(random), ...strikesIn(random) }),
  (random) => ({ fault: 'connection-reset', ...callIn(random), ...strikesIn(random) }),
  (random) => ({
    fault: 'stale-read',
    service: 'personalize',
    seconds: 1 + random.below(60),
    ...strikesIn(random),
  }),
  (random) => ({ fault: 'import-failure', ...jobIn(random) }),
  (random) => ({ fault: 'training-failure', ...jobIn(random) }),
  (random) => ({ fault: 'function-crash', function: '*', ...whenIn(random), ...strikesIn(random) }),
  (random) => ({ fault: 'function-timeout', function: '*', ...whenIn(random), ...strikesIn(random) }),
  (random) => ({ fault: 'function-out-of-memory', function: '*', ...whenIn(random), ...strikesIn(random) }),
  (random) => ({ fault: 'function-twice', function: '*', ...strikesIn(random) }),
  (random) => ({ fault: 'response-lost', times: 1, after: random.below(4) }),
  (random) => ({ fault: 'role-propagation', seconds: 1 + random.below(90) }),
  (random) => ({ fault: 'policy-propagation', seconds: 1 + random.below(30) }),
];

/** Services that the functions of a deployment call. Who deploys is exempt, being a user and no role. */
const SERVICES = ['personalize', 's3', 'lambda', 'states', 'cloudformation'] as const;

type Call = Pick<Extract<Fault, { fault: 'throttling' }>, 'service' | 'caller'>;
const callIn = (random: Prng): Call => ({ service: random.pick(SERVICES), caller: '*:assumed-role/*' });

type Strikes = Pick<Fault, 'rate' | 'times' | 'after'>;
const strikesIn = (random: Prng): Strikes => ({
  rate: random.pick([0.3, 1]),
  times: 1 + random.below(6),
  after: random.below(11),
});

const whenIn = (random: Prng): { when: 'before' | 'after' } => ({
  when: random.pick(['before', 'after'] as const),
});

const jobIn = (
  random: Prng,
): Pick<Extract<Fault, { fault: 'import-failure' }>, 'at' | 'times' | 'after'> => ({
  at: random.pick(['pending', 'in-progress'] as const),
  times: 1,
  after: random.below(4),
});

/** One to three faults; the same for the same seed. */
export function faultsOfSeed(seed: number): readonly Fault[] {
  const random = createPrng(seed);
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(KINDS)(random));
}
