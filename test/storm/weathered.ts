import { ListDatasetImportJobsCommand, ListRecommendersCommand } from '@aws-sdk/client-personalize';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import type { Assembly } from './read-assembly';
import type { Outcome, StormAccount } from './storm-account';
import type { RunResult } from './tally';

/** A deployment under faults. */
export interface Case {
  /** The operation to strike; nothing is struck before and after it. */
  readonly operation: 'create' | 'update' | 'destroy';
  readonly faults: readonly Fault[];
  /** The seed of the faults' probabilities. */
  readonly seed: number;
}

/** The stack before and after an update that changes only the items. */
export interface Shops {
  readonly shop: Assembly;
  readonly changed: Assembly;
}

/** How a stack serves, and what a test does just before the operation that it strikes. */
export interface Serving {
  /** Fails unless the stack serves; resolves once what was in progress has ended. */
  readonly expectServing: (account: StormAccount) => Promise<void>;
  readonly beforeStruck?: (account: StormAccount) => Promise<void>;
  /** Of this type there may be any number. */
  readonly uncounted?: string;
}

/** By recommenders that are ACTIVE all the time. */
const LIVE: Serving = {
  expectServing: async (account) => expect(await recommenderStates(account)).toEqual(['ACTIVE']),
};

/** More calls than any operation has needed. */
const MAX_CALLS = 1_500;

/** Faults that may also strike the rollback that they cause; then the stack needs another destroy. */
const STRIKES_WAY_BACK =
  /^(function-|response-lost|throttling|access-denied|server-error|connection-drop|connection-reset|stale-read)/;

/** Imports of one deployment per shop that have become their dataset's data. */
const IMPORTS = {
  shop: ['interactions', 'items', 'users'],
  changed: ['interactions', 'items', 'items', 'users'],
};

/**
 * Deploys and destroys under faults, and expects that nothing is created twice, that a failure names its cause and leaves
 * nothing, that the old recommenders serve during an update, and that a destroy leaves nothing.
 *
 * @param calm - types of everything that exists after a deployment without faults, sorted
 * @param serving - by what it serves
 */
export async function weathered(
  account: StormAccount,
  { shop, changed }: Shops,
  { operation, faults, seed }: Case,
  calm: readonly string[],
  { expectServing, beforeStruck, uncounted }: Serving = LIVE,
): Promise<RunResult> {
  const inStorm = async (run: () => Promise<Outcome>): Promise<Outcome> => {
    await beforeStruck?.(account);
    account.aws.faults.set(faults, seed);
    const outcome = await run();
    account.aws.faults.set([]);
    return outcome;
  };
  const expectDeployed = async (imports: readonly string[]): Promise<void> => {
    await expectServing(account);
    const counted = (types: readonly string[]): string[] => types.filter((type) => type !== uncounted);
    expect(counted(await account.types())).toEqual(counted(calm));
    expect(await activeImports(account)).toEqual(imports);
  };

  const isCreate = operation === 'create';
  let outcome = isCreate ? await inStorm(() => account.create(shop)) : await account.create(shop);
  if (outcome.status === 'CREATE_COMPLETE') await expectDeployed(IMPORTS.shop);
  if (outcome.status === 'ROLLBACK_COMPLETE')
    expect(await account.types()).toEqual(['AWS::CloudFormation::Stack']);
  if (operation === 'update') {
    outcome = await inStorm(() => account.update(changed));
    if (outcome.status === 'UPDATE_COMPLETE') await expectDeployed(IMPORTS.changed);
    else await expectServing(account);
  }
  let destroyed = operation === 'destroy' ? await inStorm(() => account.destroy()) : await account.destroy();
  if (operation === 'destroy') {
    outcome = destroyed;
    if (destroyed.status === 'DELETE_FAILED') destroyed = await account.destroy();
  }
  expect(destroyed.status).toBe('DELETE_COMPLETE');
  const left = await account.inventory();
  expect(left).toEqual([]);
  expect(outcome.calls).toBeLessThan(MAX_CALLS);
  return { end: endOf(outcome, faults), left: left.length, calls: outcome.calls };
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

async function activeImports({ personalize }: StormAccount): Promise<string[]> {
  const { datasetImportJobs = [] } = await personalize.send(
    new ListDatasetImportJobsCommand({ maxResults: 100 }),
  );
  const active = datasetImportJobs.filter(({ status }) => status === 'ACTIVE');
  return active.map(({ jobName = '' }) => jobName.split('-')[1]).sort();
}

async function recommenderStates({ personalize }: StormAccount): Promise<string[]> {
  const { recommenders = [] } = await personalize.send(new ListRecommendersCommand({}));
  return [...new Set(recommenders.map(({ status = '' }) => status))];
}
