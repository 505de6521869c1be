import { DescribeSolutionVersionCommand } from '@aws-sdk/client-personalize';
import {
  BATCH_MANIFEST_FORMAT,
  parseBatchManifest,
  refusalOf,
  type BatchManifest,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-manifest';
import {
  batchManifestKey,
  batchRunManifestKey,
  batchRunPrefix,
  folderPrefix,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type {
  BatchAnswers,
  BatchState,
  BatchStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { caughtInWords } from '../../shop/resources/error-in-words';
import type { RunLock } from '../../runs/run-lock';
import { unlessGone, type PersonalizeApi } from '../../shop/resources/personalize-api';
import { deleteFolder } from '../../source/prepare-data-glue/prepared-parts';
import { oldRuns, runObjects, type RunObjects } from '../../runs/run-objects';
import { isTraining, stopTraining } from '../../solutions/solution/solution-versions';
import type { FilesDeps } from './write';

/** Dependencies of {@link finish}. */
export interface FinishDeps extends FilesDeps {
  readonly personalize: PersonalizeApi;
  readonly lock: Pick<RunLock, 'holds' | 'release'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Puts the results into service with one write. After a failure, it instead stops trainings in progress, because they
 * are billed. Then it deletes expired files and releases the lock. It runs even if an earlier step has failed.
 * Without the lock it changes no files.
 */
export function finish({ s3, bucket, personalize, lock, now }: FinishDeps) {
  const stopTrainings = async ({ train }: BatchState): Promise<void> => {
    for (const solutionVersionArn of Object.values(train?.versions ?? {})) {
      const command = new DescribeSolutionVersionCommand({ solutionVersionArn });
      const found = await unlessGone(personalize.send(command));
      if (isTraining(found?.solutionVersion ?? {})) await stopTraining(personalize, solutionVersionArn);
    }
  };

  return async ({ execution, startedAt, plan, state }: BatchStep): Promise<BatchAnswers['finish']> => {
    const { folder } = plan;
    const run = runName(startedAt, execution);
    const objects = runObjects(s3, bucket, folderPrefix(folder));
    const inService = async (): Promise<string | undefined> => {
      const text = await objects.get(batchManifestKey(folder));
      return text === undefined ? undefined : parseBatchManifest(text).run;
    };
    let problem = problemOf(state);
    if (problem !== undefined) await stopTrainings(state);
    if (!(await lock.holds(execution))) {
      // This is a retry of a step that has published the results and released the lock.
      if (problem === undefined && (await inService()) === run) return { outcome: 'made' };
      problem ??= LOST;
    } else {
      if (problem === undefined) await publish(objects, run, { plan, state }, now());
      for (const one of oldRuns(await objects.runs(), await inService(), run))
        await deleteFolder(s3, bucket, batchRunPrefix(folder, one));
      await lock.release(execution);
    }
    if (problem === undefined) return { outcome: 'made' };
    const before = (await inService()) === undefined ? 'None' : 'The previous ones';
    return {
      outcome: 'failed',
      problem:
        `No new ${folder}: ${problem}. ${before} are in service. ` +
        `The next run tries again; to start one, execute the state machine ${execution.split(':').at(-2)}.`,
    };
  };
}

/** Problem of a run that has lost its lock. */
const LOST = 'another run has taken over, or the lock was deleted';

/** Writes the manifest. A retry writes the same, except for the time. */
async function publish(
  objects: RunObjects,
  run: string,
  { plan: { folder, jobs }, state }: Pick<BatchStep, 'plan' | 'state'>,
  nowMs: number,
): Promise<void> {
  const { done = [] } = state.convert ?? {};
  const manifest: BatchManifest = {
    format: BATCH_MANIFEST_FORMAT,
    run,
    madeAt: new Date(nowMs).toISOString(),
    results: jobs.map(({ size, filter, queries, by }, at) => ({
      ...done[at],
      size,
      ...(filter !== undefined && { filter }),
      ...(queries && { queries }),
      solutionVersionArn: state.train?.versions[by] ?? '',
    })),
  };
  // This copy beside the results allows a manual rollback to them.
  await objects.put(batchRunManifestKey(folder, run), manifest);
  await objects.put(batchManifestKey(folder), manifest);
}

/** Why the run failed; `undefined` if its results can be published. */
export function problemOf({ train, write, work, convert, error }: BatchState): string | undefined {
  if (error) return caughtInWords(error);
  const said = train?.problem ?? write?.problem ?? work?.problem;
  if (said !== undefined) return said;
  if (!convert || convert.next) return 'no reason given';
  const [refusal] = convert.done.flatMap((one) => refusalOf(one) ?? []);
  return refusal;
}
