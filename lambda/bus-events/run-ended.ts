import {
  parseBatchManifest,
  type BatchResult,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-manifest';
import {
  batchRunManifestKey,
  type BatchFolder,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import {
  EVENT_VERSION,
  withoutValues,
  type DetailOf,
  type StackEvent,
} from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import type {
  ExecutionEnded,
  PublishedRuns,
} from '@ecommerce-recommenders/shop-data/contracts/functions/bus-events';
import {
  runName,
  type ImportRun,
  type RunOutcome,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { RUNS_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import type { ListsFinished } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { runManifestKey } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { parseManifest, type Lists } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { caughtInWords, errorInWords } from '../shop/resources/error-in-words';
import type { ListObjects } from '../lists/steps/list-objects';
import type { PutEvent } from './event-bus';

/** Dependencies of {@link runEnded}. */
export interface RunEndedDeps {
  readonly objects: Pick<ListObjects, 'get'>;
  readonly bucket: string;
  readonly stackName: string;
  readonly datasetGroupArn: string;
  readonly runs: PublishedRuns;
  readonly put: PutEvent;
  /** Reads why an execution failed, because its event does not say so. */
  readonly failureOf: (executionArn: string) => Promise<Failure>;
}

/** Reason of a failed execution. */
export interface Failure {
  readonly error?: string;
  readonly cause?: string;
}

/** The detail types begin with this word. */
const BATCH_TITLES = { segments: 'Segments', batches: 'Batches' } as const satisfies Record<
  BatchFolder,
  string
>;

type Execution = ExecutionEnded['detail'] & Failure;

/** Fields that the details of every run have. */
type OfRun = Pick<
  DetailOf<'Lists Failed'>,
  'version' | 'id' | 'stack' | 'datasetGroupArn' | 'startedAt' | 'endedAt' | 'execution' | 'run'
>;

/**
 * Publishes how a run ended. It is triggered by the event of Step Functions, so the run itself neither waits for the
 * bus nor fails because of it, and stopped runs are published, too. Details are read from the data bucket: a run
 * without a report had nothing to import, and one without a manifest left the work to another run.
 */
export function runEnded(deps: RunEndedDeps) {
  const { stackName, datasetGroupArn, runs, put, failureOf } = deps;
  return async ({ detail: ended }: ExecutionEnded): Promise<void> => {
    const { executionArn, stateMachineArn, startDate, stopDate } = ended;
    const execution = { ...ended, ...(ended.status === 'FAILED' && (await failureOf(executionArn))) };
    const startedAt = new Date(startDate).toISOString();
    const common: OfRun = {
      version: EVENT_VERSION,
      id: executionArn,
      stack: stackName,
      datasetGroupArn,
      startedAt,
      endedAt: new Date(stopDate).toISOString(),
      execution: executionArn,
      run: runName(startedAt, executionArn),
    };
    const [, eventOf] =
      Object.entries(EVENTS).find(([name]) => runs[name as keyof PublishedRuns] === stateMachineArn) ?? [];
    const event = await eventOf?.(deps, execution, common);
    if (event) await put(event);
  };
}

/** Reads the event of a run from the data bucket; `undefined` if the run had nothing to do. */
type EventOf = (
  deps: Pick<RunEndedDeps, 'objects' | 'bucket'>,
  execution: Execution,
  common: OfRun,
) => Promise<StackEvent | undefined>;

const ofImport: EventOf = async ({ objects, bucket }, execution, common) => {
  const key = `${RUNS_PREFIX}${common.run}.json`;
  const text = await objects.get(key);
  const report = text === undefined ? undefined : (JSON.parse(text) as ImportRun);
  const detail = {
    ...common,
    ...(report && {
      ...(report.kind && { kind: report.kind }),
      files: report.files.length,
      rows: report.rows,
      warnings: report.warnings.length,
      report: `s3://${bucket}/${key}`,
    }),
  };
  if (execution.status === 'SUCCEEDED') return report && { detailType: 'Import Succeeded', detail };
  const isRefused = execution.error === ('refused' satisfies RunOutcome);
  const reason = withoutValues(reasonOf(execution));
  return { detailType: isRefused ? 'Import Refused' : 'Import Failed', detail: { ...detail, reason } };
};

const ofLists: EventOf = async ({ objects, bucket }, execution, common) => {
  const key = runManifestKey(common.run);
  const text = await objects.get(key);
  const isDone = execution.status === 'SUCCEEDED';
  if (text !== undefined) {
    const lists = parseManifest(text).lists.map(counted);
    const problem = isDone ? undefined : reasonOf(execution);
    const detail = { ...common, manifest: `s3://${bucket}/${key}`, lists, ...(problem && { problem }) };
    return { detailType: 'Lists Published', detail };
  }
  if (isDone) return undefined;
  const isRefused = execution.error === ('refused' satisfies ListsFinished['outcome']);
  const detail = { ...common, reason: reasonOf(execution) };
  return { detailType: isRefused ? 'Lists Refused' : 'Lists Failed', detail };
};

const ofBatch =
  (folder: BatchFolder): EventOf =>
  async ({ objects, bucket }, execution, common) => {
    const title = BATCH_TITLES[folder];
    const key = batchRunManifestKey(folder, common.run);
    const text = await objects.get(key);
    const isDone = execution.status === 'SUCCEEDED';
    const problem = isDone ? undefined : withoutValues(reasonOf(execution));
    if (text !== undefined) {
      const results = parseBatchManifest(text).results.map(answered);
      const detail = { ...common, manifest: `s3://${bucket}/${key}`, results, ...(problem && { problem }) };
      return { detailType: `${title} Published`, detail };
    }
    return problem === undefined
      ? undefined
      : { detailType: `${title} Failed`, detail: { ...common, reason: problem } };
  };

const EVENTS: Readonly<Record<keyof PublishedRuns, EventOf>> = {
  freshData: ofImport,
  lists: ofLists,
  segments: ofBatch('segments'),
  batches: ofBatch('batches'),
};

/** Describes why an execution failed. */
function reasonOf({ status, error = '', cause = '' }: Execution): string {
  if (status !== 'FAILED') return 'The execution was stopped before it finished.';
  // The cause is JSON for a function's error, and plain text for a problem that a run reports.
  return cause === '' || cause.startsWith('{')
    ? caughtInWords({ Error: error, Cause: cause })
    : errorInWords(new Error(cause));
}

/** Result of a job, without its queries and the keys of its files. */
const answered = ({ by, filter, lines, empty, failed, rows }: BatchResult) => ({
  by,
  ...(filter !== undefined && { filter }),
  ...{ lines, empty, failed, rows },
});

/** Counts of the lists, without the folder of their shards. */
const counted = ({ useCase, filter, items, empty, coverage, changed }: Lists) => ({
  useCase,
  ...(filter !== undefined && { filter }),
  items,
  empty,
  coverage,
  ...(changed !== undefined && { changed }),
});
