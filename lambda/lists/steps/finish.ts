import type { S3Client } from '@aws-sdk/client-s3';
import type {
  ListsFinished,
  ListsState,
  ListsStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { itemsPrefix, runPrefix } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { caughtInWords, errorInWords } from '../../shop/resources/error-in-words';
import type { RunLock } from '../../runs/run-lock';
import { isTransient } from '../../shop/resources/is-transient';
import { deleteFolder } from '../../source/prepare-data-glue/prepared-parts';
import { oldRuns } from '../../runs/run-objects';
import type { ListObjects } from './list-objects';
import type { TemporaryRecommenders } from './temporary-recommenders';

/** Dependencies of {@link finish}. */
export interface FinishDeps {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly objects: ListObjects;
  readonly recommenders: TemporaryRecommenders;
  readonly lock: Pick<RunLock, 'holds' | 'isAnothers' | 'release'>;
  readonly patienceHours: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Deletes the recommenders first, because they cost money, then the expired files, and releases the lock. The step is
 * called again until there is nothing left to wait for. It runs even if an earlier step has failed. Without the lock
 * it changes no files, and no recommenders that another run uses.
 */
export function finish(deps: FinishDeps) {
  const { s3, bucket, objects, recommenders, lock, patienceHours, now } = deps;

  const deleteRecommenders = async (arns: readonly string[]): Promise<string[]> => {
    const waiting: string[] = [];
    for (const arn of arns) {
      try {
        const waitingFor = await recommenders.release(arn);
        if (waitingFor !== undefined) waiting.push(waitingFor);
      } catch (error) {
        if (!isTransient(error, 0)) throw error;
        waiting.push(`${arn} to be deleted (${errorInWords(error)})`);
      }
    }
    return waiting;
  };

  /** The run in service and the one before it are kept, for a manual rollback. */
  const deleteOldFiles = async (run: string): Promise<void> => {
    const inService = (await objects.manifest())?.run;
    for (const one of oldRuns(await objects.runs(), inService, run))
      await deleteFolder(s3, bucket, runPrefix(one));
    await deleteFolder(s3, bucket, itemsPrefix(run));
  };

  return async ({ execution, startedAt, plan, state }: ListsStep): Promise<ListsFinished> => {
    const run = runName(startedAt, execution);
    // If another run has taken over, the recommenders belong to it.
    const waiting = (await lock.isAnothers(execution)) ? [] : await deleteRecommenders(plan.temporary);
    // The run may have waited for the lock for a day.
    const beganMs = state.claimed?.claimedMs ?? Date.parse(startedAt);
    const endsAtMs = beganMs + 2 * patienceHours * 3_600_000;
    if (waiting.length > 0 && now() < endsAtMs) return { waitingFor: waiting.join(', ') };
    if (await lock.holds(execution)) await deleteOldFiles(run);
    const hasLists = (await objects.manifest()) !== undefined;
    await lock.release(execution);
    const left =
      waiting.length > 0 ? `these recommenders are not deleted yet: ${waiting.join(', ')}` : undefined;
    const reasons = [problemOf(state), left].filter((one) => one !== undefined);
    if (reasons.length === 0) return { outcome: 'switched' };
    const before = hasLists ? 'The previous lists stay in service' : 'No lists are in service';
    const isRefused = state.error === undefined && state.switched?.problem !== undefined;
    return {
      outcome: isRefused ? 'refused' : 'failed',
      problem:
        problemOf(state) === undefined
          ? `New lists are in service, but ${left}. The next run deletes them; until then they are billed.`
          : `No new lists: ${reasons.join('; ')}. ${before}. The next run tries again; to start one, execute the state ` +
            `machine ${execution.split(':').at(-2)}.`,
    };
  };
}

/** Why the run failed; `undefined` if its lists are in service. */
export function problemOf({ trained, catalogue, asked, switched, error }: ListsState): string | undefined {
  if (error) return caughtInWords(error);
  const said = trained?.problem ?? catalogue?.problem ?? switched?.problem;
  if (said !== undefined) return said;
  return asked && switched ? undefined : 'no reason given';
}
