import fc from 'fast-check';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { anyFaults } from './fault-plans';
import { shopOf } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { runUnderFaults, type FaultPlan } from './run-under-faults';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 60);
const SEED = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
/** Stacks per embedded AWS, before it is closed and checked for leaks. */
const ROUNDS = 20;
/** Warm-up: the first ones fill caches of the SDK, Node.js and compiled functions. */
const WARM_UP = 2;
const MAX_GROWTH_BYTES = 64 * 1024 * 1024;

jest.setTimeout((MINUTES + 30) * 60_000);

const SHOPS = shopAssemblies({
  shop: { archive: smallShop(), trainingTimeoutHours: 1 },
  changed: { archive: smallShop({ price: 99 }), trainingTimeoutHours: 1 },
});

const anyStrike = fc.record({ faults: anyFaults, seed: fc.nat(1_000) });
const anyLife: fc.Arbitrary<FaultPlan> = fc.record(
  { create: anyStrike, update: anyStrike, destroy: anyStrike },
  { requiredKeys: [] },
);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What keeps this process alive: children, servers, timers. */
const running = (): number =>
  process.getActiveResourcesInfo().filter((name) => /^(ProcessWrap|TCPServerWrap|Timeout)/.test(name)).length;

describe(`for ${MINUTES} minutes of random storms (SOAK_SEED=${SEED})`, () => {
  const { TMPDIR } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  beforeAll(() => void (process.env.TMPDIR = folder));
  afterAll(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(folder, { recursive: true });
  });

  it('every stack goes wholly, and no process, file, server or memory is left', async () => {
    const before = running();
    const endMs = Date.now() + MINUTES * 60_000;
    let stacks = 0;
    let warmBytes = Infinity;
    for (let seed = SEED, accounts = 1; Date.now() < endMs; seed++, accounts++) {
      stacks += await storm(seed);
      await calm();
      expect(readdirSync(folder)).toEqual([]);
      // Processes left by the synthesis may end meanwhile.
      expect(running()).toBeLessThanOrEqual(before);
      collectGarbage();
      const bytes = process.memoryUsage().heapUsed;
      if (accounts === WARM_UP) warmBytes = bytes;
      expect(bytes).toBeLessThan(warmBytes + MAX_GROWTH_BYTES);
      process.stdout.write(`${stacks} stacks in storms, heap ${Math.round(bytes / 1e6)} MB\n`);
    }
    expect(stacks).toBeGreaterThan(0);
  });
});

async function storm(seed: number): Promise<number> {
  const account = await startStormAccount(Object.values(SHOPS));
  try {
    await account.create(SHOPS.shop);
    const types = await account.types();
    await account.destroy();
    for (const one of fc.sample(anyLife, { seed, numRuns: ROUNDS })) {
      await runUnderFaults(
        shopOf(() => account),
        SHOPS,
        one,
        types,
      ).catch((cause: unknown) => {
        throw new Error(`In the storm ${JSON.stringify(one)}`, { cause });
      });
    }
    return ROUNDS;
  } finally {
    await account.close();
  }
}

/** The same with functions in separate processes. */
async function calm(): Promise<void> {
  const account = await startStormAccount(Object.values(SHOPS), { functions: 'processes' });
  try {
    expect((await account.create(SHOPS.shop)).status).toBe('CREATE_COMPLETE');
    expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
    expect(await account.inventory()).toEqual([]);
  } finally {
    await account.close();
  }
}
