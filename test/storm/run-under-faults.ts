import type { Fault } from 'embedded-aws/faults/fault-kinds';
import type { Assembly } from '@ecommerce-recommenders/tools/cdk/read-assembly';
import type { Outcome } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import type { OwnShopAccount, ShopAccount } from './shop-account';
import type { RunResult } from './tally';

/** Strikes in the life of a stack, at most one for each operation. */
export type FaultPlan = Readonly<Partial<Record<Operation, FaultSet>>>;

/** An operation of a stack. */
export type Operation = 'create' | 'update' | 'destroy';

/** The faults of one operation. */
export interface FaultSet {
  readonly faults: readonly Fault[];
  /** The seed of the faults' probabilities. */
  readonly seed: number;
  /** What a test does just before. */
  readonly before?: () => Promise<void>;
}

/** The stack before and after an update that changes only the items. */
export interface Shops {
  readonly shop: Assembly;
  readonly changed: Assembly;
}

/** How a stack serves. */
export interface Serving {
  /** Fails unless the stack serves; resolves once what was in progress has ended. */
  readonly expectServing: (account: ShopAccount) => Promise<void>;
  /** Type of resources that are not counted. */
  readonly uncounted?: string;
}

/** By recommenders that are ACTIVE all the time. */
const LIVE: Serving = {
  expectServing: async (account) => {
    const states = (await account.recommenders()).map(({ status }) => status);
    expect([...new Set(states)]).toEqual(['ACTIVE']);
  },
};

/** More calls than any operation has needed. */
const MAX_CALLS = 1_500;

/**
 * Time between two operations, more than any stale read is behind: on AWS the first one takes many minutes. A storm on a fast
 * machine would otherwise destroy a dataset that some reads do not show yet, and which would then be left.
 */
const BETWEEN_MS = 120_000;

/** Faults that may also strike the rollback that they cause; then the stack needs another destroy. */
const STRIKES_WAY_BACK =
  /^(function-|response-lost|throttling|access-denied|server-error|connection-drop|connection-reset|stale-read)/;

/** Imports of one deployment per shop that have become their dataset's data. */
const IMPORTS = {
  shop: ['interactions', 'items', 'users'],
  changed: ['interactions', 'items', 'items', 'users'],
};

/**
 * Creates, updates and destroys a stack under faults, and expects that nothing is created twice, that a failure names its cause
 * and leaves nothing, that the old recommenders serve during an update, and that a destroy leaves nothing. Without an update to
 * strike there is none. A stack that a strike has broken is destroyed and created again for the next strike.
 *
 * @param calm - types of everything that exists after a deployment without faults, sorted
 * @param serving - how the stack serves
 * @returns the result of each struck operation
 */
export async function runUnderFaults(
  account: ShopAccount,
  { shop, changed }: Shops,
  life: FaultPlan,
  calm: readonly string[],
  { expectServing, uncounted }: Serving = LIVE,
): Promise<Partial<Record<Operation, RunResult>>> {
  const results: Partial<Record<Operation, RunResult>> = {};
  const during = async (operation: Operation, run: () => Promise<Outcome>): Promise<Outcome> => {
    const strike = life[operation];
    if (!strike) return run();
    await account.rest();
    await account.aws.clock.advance(BETWEEN_MS);
    await strike.before?.();
    account.aws.faults.set(strike.faults, strike.seed);
    const outcome = await run();
    account.aws.faults.set([]);
    expect(outcome.calls).toBeLessThan(MAX_CALLS);
    // Whatever is left fails the test.
    results[operation] = { end: endOf(outcome, strike.faults), left: 0, calls: outcome.calls };
    return outcome;
  };
  const expectDeployed = async (imports: readonly string[]): Promise<void> => {
    await expectServing(account);
    const counted = (types: readonly string[]): string[] => types.filter((type) => type !== uncounted);
    expect(counted(await account.types())).toEqual(counted(calm));
    expect(await activeImports(account)).toEqual(imports);
  };
  const expectGone = async ({ status }: Outcome): Promise<void> => {
    expect(status).toBe('DELETE_COMPLETE');
    expect(await account.inventory()).toEqual([]);
  };
  const createCalmly = async (): Promise<void> => {
    expect(await account.create(shop)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    await expectDeployed(IMPORTS.shop);
  };

  if (life.create) {
    const { status } = await during('create', () => account.create(shop));
    if (status === 'CREATE_COMPLETE') await expectDeployed(IMPORTS.shop);
    else {
      if (status === 'ROLLBACK_COMPLETE')
        expect(await account.types()).toEqual(['AWS::CloudFormation::Stack']);
      await expectGone(await account.destroy());
      if (!life.update && !life.destroy) return results;
      await createCalmly();
    }
  } else await createCalmly();

  if (life.update) {
    const { status } = await during('update', () => account.update(changed));
    if (status === 'UPDATE_COMPLETE') await expectDeployed(IMPORTS.changed);
    else await expectServing(account);
    if (life.destroy && results.update!.end === 'stuck') {
      await expectGone(await account.destroy());
      await createCalmly();
    }
  }

  let destroyed = await during('destroy', () => account.destroy());
  if (life.destroy && destroyed.status === 'DELETE_FAILED') destroyed = await account.destroy();
  await expectGone(destroyed);
  return results;
}

function endOf({ status, reasons }: Outcome, faults: readonly Fault[]): RunResult['end'] {
  if (/^(CREATE|UPDATE|DELETE)_COMPLETE$/.test(status)) return 'succeeded';
  // One of them is the stack's.
  expect(reasons.length).toBeGreaterThan(0);
  if (/^(UPDATE_)?ROLLBACK_COMPLETE$/.test(status)) return 'rolledBack';
  expect(status).toMatch(/^((UPDATE_)?ROLLBACK|DELETE)_FAILED$/);
  expect(faults.map(({ fault }) => fault)).toContainEqual(expect.stringMatching(STRIKES_WAY_BACK));
  return 'stuck';
}

async function activeImports({ personalize }: ShopAccount): Promise<string[]> {
  const { datasetImportJobs = [] } = await personalize.listDatasetImportJobs({ maxResults: 100 });
  const active = datasetImportJobs.filter(({ status }) => status === 'ACTIVE');
  return active.map(({ jobName = '' }) => jobName.split('-')[1]).sort();
}

/** Runs something under strikes. Leftovers of what has failed must not affect the next one, which gets another account. */
export async function orAnew(
  account: OwnShopAccount,
  struck: object,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (cause) {
    await account.anew();
    throw new Error(`With the strikes ${JSON.stringify(struck)}`, { cause });
  }
}
