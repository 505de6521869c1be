import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type {
  Finished,
  FreshDataState,
  FreshDataStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import {
  runName,
  type ImportRun,
  type RunOutcome,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import type { BatchKind } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import {
  ADDED_PREFIX,
  INCOMING_PREFIX,
  PROCESSED_PREFIX,
  PROCESSING_PREFIX,
  REFUSED_PREFIX,
  REPORT_FILE,
  RUNS_PREFIX,
  STAGING_PREFIX,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { caughtInWords } from '../../shop/resources/error-in-words';
import type { RunLock } from '../../runs/run-lock';
import { listFiles } from '../../source/list-files';
import { copyObject, moveObject } from './objects';

/** Dependencies of {@link finish}. */
export interface FinishDeps {
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  readonly bucket: string;
  readonly lock: RunLock;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Moves the files of a run according to its outcome, writes the report, and releases the lock. Then it starts the
 * next run if more files have arrived, because an execution that started while this run held the lock has exited.
 * Without the lock it changes nothing.
 */
export function finish(deps: FinishDeps) {
  const { s3, sfn, bucket, lock, now } = deps;
  const releaseLock = async (execution: string, run: string, mayStartNext: boolean): Promise<void> => {
    await lock.release(execution);
    if (!mayStartNext || (await listFiles(s3, bucket, INCOMING_PREFIX)).length === 0) return;
    const stateMachineArn = execution.replace(':execution:', ':stateMachine:').replace(/:[^:]+$/, '');
    await sfn
      .send(new StartExecutionCommand({ stateMachineArn, name: `after-${run}` }))
      .catch((error: unknown) => {
        // This step is a retry.
        if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
      });
  };

  return async ({ execution, startedAt, state }: FreshDataStep): Promise<Finished> => {
    const run = runName(startedAt, execution);
    const outcome = outcomeOf(state);
    if (outcome === 'idle') {
      await releaseLock(execution, run, true);
      return { outcome };
    }
    const { prepared, imported } = state;
    const place = `s3://${bucket}/${REFUSED_PREFIX}${run}/`;
    if (!(await lock.holds(execution))) {
      // This is a retry of a step that has written its report and released the lock.
      const isReported = (await listFiles(s3, bucket, reportKey(run))).length > 0;
      if (!isReported) return { outcome: 'failed', problem: lost(run, state.error) };
      await releaseLock(execution, run, (await settled(deps, run, outcome)).length > 0);
      return { outcome, problem: problemOf(outcome, state, place) };
    }
    await settleStaged(deps, run, outcome === 'imported' ? prepared?.kind : undefined);
    const files = await settleTaken(deps, run, outcome);
    const problem = problemOf(outcome, state, place);
    const report: ImportRun = {
      run,
      outcome,
      execution,
      startedAt,
      endedAt: new Date(now()).toISOString(),
      kind: prepared?.kind,
      files,
      rows: Object.fromEntries((imported?.datasets ?? []).map((type) => [type, prepared?.rows[type]])),
      warnings: prepared?.warnings ?? [],
      problem,
    };
    await put(deps, reportKey(run), report);
    if (problem !== undefined) await put(deps, `${REFUSED_PREFIX}${run}/${REPORT_FILE}`, report);
    // A run without files must not start another one, which would find no files either.
    await releaseLock(execution, run, files.length > 0);
    return { outcome, problem };
  };
}

/** Location of a run's files. */
type Files = Pick<FinishDeps, 's3' | 'bucket'>;

const put = ({ s3, bucket: Bucket }: Files, Key: string, report: ImportRun): Promise<unknown> => {
  const Body = JSON.stringify(report, null, 2);
  return s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }));
};

const remove = ({ s3, bucket }: Files, Key: string): Promise<unknown> =>
  s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));

/**
 * After an import, moves the staged files to the prepared files, which they replace or extend; otherwise deletes them.
 *
 * @param kind - `undefined` if nothing was imported
 */
async function settleStaged(files: Files, run: string, kind: BatchKind | undefined): Promise<void> {
  const { s3, bucket } = files;
  const staging = `${STAGING_PREFIX}${run}/`;
  for (const { path, ...file } of await listFiles(s3, bucket, staging)) {
    const from = `${staging}${path}`;
    const to = kind === 'archive' ? `${DATASET_PREFIX}${path}` : `${ADDED_PREFIX}${path}/${run}.csv`;
    if (kind !== undefined) await copyObject(s3, { ...file, bucket, from, to });
    await remove(files, from);
  }
  if (kind !== 'archive') return;
  for (const { path } of await listFiles(s3, bucket, ADDED_PREFIX))
    await remove(files, `${ADDED_PREFIX}${path}`);
}

/** Paths of a run's files after they were moved. */
async function settled({ s3, bucket }: Files, run: string, outcome: RunOutcome): Promise<string[]> {
  const moved = (await listFiles(s3, bucket, targetOf(run, outcome))).map(({ path }) => path);
  return moved.filter((path) => path !== REPORT_FILE);
}

/** Moves a run's files. @returns their paths */
async function settleTaken(files: Files, run: string, outcome: RunOutcome): Promise<string[]> {
  const { s3, bucket } = files;
  const place = `${PROCESSING_PREFIX}${run}/`;
  const target = targetOf(run, outcome);
  for (const file of await listFiles(s3, bucket, place))
    await moveObject(s3, { ...file, bucket, from: `${place}${file.path}`, to: `${target}${file.path}` });
  return settled(files, run, outcome);
}

const reportKey = (run: string): string => `${RUNS_PREFIX}${run}.json`;

/** A run's files are moved to this prefix. */
const targetOf = (run: string, outcome: RunOutcome): string =>
  `${outcome === 'imported' ? PROCESSED_PREFIX : REFUSED_PREFIX}${run}/`;

/** Problem of a run that lost its lock before it could finish. */
const lost = (run: string, error: FreshDataState['error']): string =>
  `The run ${run} does not hold the lock: another run has taken over, or the lock was deleted. ` +
  `${error ? `${caughtInWords(error)}. ` : ''}What it has imported is in service. Its files are below ` +
  `${PROCESSING_PREFIX}${run}/; copy them to ${INCOMING_PREFIX} again.`;

function outcomeOf({ prepared, imported, error }: FreshDataState): RunOutcome | 'idle' {
  if (error) return 'failed';
  if (!prepared) return 'idle';
  if (prepared.problem !== undefined) return 'refused';
  return imported && imported.problem === undefined ? 'imported' : 'failed';
}

/**
 * Describes what went wrong, where the files are, and what to do; `undefined` after an import.
 *
 * @param place - folder of the files that were not imported
 */
export function problemOf(
  outcome: RunOutcome,
  { prepared, imported, error }: FreshDataState,
  place: string,
): string | undefined {
  if (outcome === 'imported') return undefined;
  if (outcome === 'refused')
    return (
      `The fresh data was refused: ${prepared?.problem}. What was imported before stays in service. ` +
      (prepared && prepared.files.length > 1
        ? `None of the ${prepared.files.length} files of the run was imported: fix the data, and drop all of them again; they are in ${place}.`
        : `Fix the data and drop it again; the files are in ${place}.`)
    );
  // The service's reasons end in a period.
  const reason = (imported?.problem ?? (error ? caughtInWords(error) : 'no reason given')).replace(/\.$/, '');
  const done = imported?.datasets ?? [];
  const [imports, others] =
    done.length > 0 ? [`Imported: ${done.join(', ')}. `, ' of the other datasets'] : ['', ''];
  return (
    `The fresh data could not be imported: ${reason}. ${imports}The previous data${others} stays in service. ` +
    `After fixing this, copy the files from ${place} to incoming/ again.`
  );
}
