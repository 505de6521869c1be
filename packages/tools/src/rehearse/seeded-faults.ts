import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { createPrng, type Prng } from '../sample/prng';

/** The values that a member of a fault may have: some of its type, or the whole numbers of a range. */
export type Values<Of> =
  | { readonly oneOf: readonly Of[] }
  | { readonly least: number; readonly most: number };

/** A fault whose members are fixed, or have several values. */
type Shaped<Of> = Of extends Fault ? { readonly [Name in keyof Of]: Of[Name] | Values<Of[Name]> } : never;

/** A kind of fault with the values of its members. */
export type FaultShape = Shaped<Fault>;

/** What faults strike besides jobs: services that functions call, and functions by name. */
export interface FaultTargets {
  readonly services: readonly string[];
  readonly functions: readonly string[];
}

const oneOf = <Of>(...values: readonly Of[]): { readonly oneOf: readonly Of[] } => ({ oneOf: values });
const between = (least: number, most: number): { readonly least: number; readonly most: number } => ({
  least,
  most,
});

/** So few times that most deployments get through. */
const SOMETIMES = { rate: oneOf(0.3, 1), times: between(1, 6), after: between(0, 10) };
const ONCE = { times: 1, after: between(0, 3) };
const WHEN = { when: oneOf<'before' | 'after'>('before', 'after') };
const JOB = { at: oneOf<'pending' | 'in-progress'>('pending', 'in-progress'), ...ONCE };

/** All kinds of faults that can strike a deployment. No deployment waits for batch jobs. */
export function faultShapes({ services, functions }: FaultTargets): readonly FaultShape[] {
  // Calls by functions: who deploys is exempt, being a user and no role.
  const calls = { service: oneOf(...services), caller: '*:assumed-role/*', ...SOMETIMES };
  const invocations = { function: oneOf(...functions), ...SOMETIMES };
  return [
    { fault: 'throttling', ...calls },
    { fault: 'access-denied', ...calls },
    { fault: 'server-error', ...calls },
    { fault: 'latency', ...calls, ms: between(1, 20_000) },
    { fault: 'connection-drop', ...calls, ...WHEN },
    { fault: 'connection-reset', ...calls },
    { fault: 'stale-read', service: oneOf('personalize', 'lambda'), seconds: between(1, 60), ...SOMETIMES },
    { fault: 'import-failure', ...JOB },
    { fault: 'training-failure', ...JOB },
    { fault: 'function-crash', ...invocations, ...WHEN },
    { fault: 'function-out-of-memory', ...invocations, ...WHEN },
    { fault: 'function-timeout', ...invocations, ...WHEN },
    { fault: 'function-twice', ...invocations },
    { fault: 'response-lost', ...ONCE },
    { fault: 'role-propagation', seconds: between(1, 90) },
    { fault: 'policy-propagation', seconds: between(1, 30) },
  ];
}

/** Services that the functions of a deployment call. */
export const SERVICES: readonly string[] = ['personalize', 's3', 'lambda', 'states', 'cloudformation'];

const SHAPES = faultShapes({ services: SERVICES, functions: ['*'] });

/** One to three faults; the same for the same seed. */
export function faultsOfSeed(seed: number): readonly Fault[] {
  const random = createPrng(seed);
  return Array.from({ length: 1 + random.below(3) }, () => faultOf(random.pick(SHAPES), random));
}

const faultOf = (shape: FaultShape, random: Prng): Fault =>
  Object.fromEntries(
    Object.entries(shape).map(([name, value]) => [name, valueOf(value as Values<unknown>, random)]),
  ) as unknown as Fault;

function valueOf(value: Values<unknown>, random: Prng): unknown {
  if (typeof value !== 'object') return value;
  return 'oneOf' in value
    ? random.pick(value.oneOf)
    : value.least + random.below(value.most - value.least + 1);
}
