import type { S3Client } from '@aws-sdk/client-s3';
import {
  UNTIL_EVENTS_MS,
  type Claimed,
  type FreshDataStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import {
  hasSettled,
  nextBatch,
  type BatchKindOf,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import {
  INCOMING_PREFIX,
  PROCESSING_PREFIX,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import type { RunLock } from '../../runs/run-lock';
import { isPatienceOver } from '../../add-ons/open-deletion-job';
import { listFiles } from '../../source/list-files';
import { moveObject } from './objects';

/** Dependencies of {@link claim}. */
export interface ClaimDeps {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly lock: RunLock;
  readonly kindOf: BatchKindOf;
  readonly openDeletionJob: () => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Moves the next files out of `incoming/` for this run; none while a data deletion job is in progress. An execution
 * exits if another one holds the lock, because that one checks for new files after it has released the lock. A run
 * that a deployment starts first waits for events to take effect.
 */
export function claim({
  s3,
  bucket,
  lock,
  kindOf,
  openDeletionJob,
  now,
}: ClaimDeps): (step: FreshDataStep) => Promise<Claimed> {
  return async ({ execution, startedAt, state: { deployed } }) => {
    if (deployed && now() - Date.parse(startedAt) < UNTIL_EVENTS_MS) return { next: 'wait', deployed };
    if (!(await lock.take(execution))) return { next: 'leave' };
    // The next run, which `finish` starts, then waits equally long.
    if ((await openDeletionJob()) !== undefined)
      return { next: isPatienceOver(startedAt, now()) ? 'finish' : 'deletion' };
    const place = `${PROCESSING_PREFIX}${runName(startedAt, execution)}/`;
    const incoming = await listFiles(s3, bucket, INCOMING_PREFIX);
    // The folder is not empty only if this step is a retry.
    const [taken] = await listFiles(s3, bucket, place);
    const batch = nextBatch(incoming, kindOf);
    if (!taken && batch && !hasSettled(incoming, now())) return { next: 'wait' };

    const takenKind = taken && kindOf(taken.path);
    const mayTakeMore = !takenKind || (batch?.kind === takenKind && takenKind !== 'archive');
    for (const path of (mayTakeMore && batch?.paths) || []) {
      const file = incoming.find((one) => one.path === path)!;
      await moveObject(s3, { ...file, bucket, from: `${INCOMING_PREFIX}${path}`, to: `${place}${path}` });
    }
    const has = taken ?? (batch && (await listFiles(s3, bucket, place))[0]);
    return { next: has ? 'prepare' : 'finish' };
  };
}
