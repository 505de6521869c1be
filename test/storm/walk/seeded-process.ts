import { createPrng, uuid, type Prng } from '@ecommerce-recommenders/tools/sample/prng';
import crypto from 'node:crypto';
import http from 'node:http';
import { Script } from 'node:vm';
import type { LocalAws } from 'embedded-aws/local-aws';
import { filesAtOnce } from './files-at-once';

/** Another value for a member of an object. */
export type Replacement = readonly [owner: object, name: string, value: unknown];

/** The source of all random numbers of a seeded process. */
let prng: Prng;

/**
 * Makes this process depend on nothing but a seed: random numbers come from it, time from the embedded AWS's clock, files are read at
 * once, and clients connect without sockets. Here and not in the embedded AWS, so that nobody else can make its secrets predictable, and
 * because the SDK and the functions' code draw, wait and read as well.
 *
 * @returns undoes it
 */
export function seedProcess(
  seed: number,
  { clock, connect }: Pick<LocalAws, 'clock' | 'connect'>,
): () => void {
  prng = createPrng(seed);
  const replacements: Replacement[] = [
    ...randomness(),
    ...filesAtOnce(),
    [performance, 'now', () => clock.now()],
    [http.Agent.prototype, 'createConnection', () => connect()],
  ];
  const undo = replacements.map(replace).reverse();
  return () => {
    for (const one of undo) one();
  };
}

/** Runs something that draws differently the first time, when it fills caches: it gets random numbers of its own. */
export function apart<Result>(run: () => Result): Result {
  const seeded = prng;
  prng = createPrng(Date.now());
  try {
    return run();
  } finally {
    prng = seeded;
  }
}

function randomness(): Replacement[] {
  const randomUUID = (): string => uuid(prng);
  const randomBytes = (size: number): Buffer =>
    Buffer.from(Array.from({ length: size }, () => prng.below(256)));
  const randomInt = (from: number, to?: number): number =>
    to === undefined ? prng.below(from) : from + prng.below(to - from);
  const random = (): number => prng.next() / 2 ** 32;
  const ofModule = Object.entries({ randomUUID, randomBytes, randomInt });
  return [
    ...ofModule.map(([name, value]): Replacement => [crypto, name, value]),
    [crypto.webcrypto, 'randomUUID', randomUUID],
    ...realms().map(({ Math }): Replacement => [Math, 'random', random]),
  ];
}

/** Jest runs tests in a context of their own, and functions run outside it. */
const realms = (): readonly (typeof globalThis)[] => [
  ...new Set([globalThis, new Script('globalThis').runInThisContext() as typeof globalThis]),
];

function replace([owner, name, value]: Replacement): () => void {
  const former = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    value,
    configurable: true,
    writable: true,
    enumerable: former?.enumerable,
  });
  return () => {
    if (former) Object.defineProperty(owner, name, former);
    else Reflect.deleteProperty(owner, name);
  };
}
