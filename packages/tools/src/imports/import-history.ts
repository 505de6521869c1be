import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { type ExecutionStatus, paginateListExecutions, type SFNClient } from '@aws-sdk/client-sfn';
import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { executionDigest } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import type {
  ImportRun,
  RunOutcome,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import {
  PROCESSING_PREFIX,
  RUNS_PREFIX,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { concurrently } from '../evaluate/evaluate';
import type { StackOutputs } from '../deployed/stack-outputs';
import { tableText } from '../terminal';

/** A run of fresh data. It has ended with a report, is running, or was aborted from outside. */
export interface HistoryEntry extends Partial<Omit<ImportRun, 'outcome'>> {
  readonly run: string;
  readonly outcome: RunOutcome | 'running' | 'aborted';
  readonly startedAt: string;
  readonly files: readonly string[];
}

/** Outcome of executions without a report, by their status. */
const WITHOUT_REPORT: Partial<Record<ExecutionStatus, 'running' | 'aborted'>> = {
  RUNNING: 'running',
  FAILED: 'aborted',
  TIMED_OUT: 'aborted',
  ABORTED: 'aborted',
};

/** Number of reports that are read concurrently. */
const READS = 10;

/**
 * The latest runs of fresh data, newest first, merged from reports in the data bucket and executions.
 *
 * @throws Error that says how to enable fresh data, if the stack does not have it
 */
export async function importHistory(
  { s3, sfn }: { readonly s3: S3Client; readonly sfn: SFNClient },
  { FreshDataStateMachineArn: stateMachineArn, DataBucketName: bucket }: StackOutputs,
  count: number,
): Promise<HistoryEntry[]> {
  if (stateMachineArn === undefined)
    throw new Error('The stack imports no fresh data. Deploy it with -c freshData=true.');
  const reported = (await pathsBelow(s3, bucket, RUNS_PREFIX)).map((path) => path.replace(/\.json$/, ''));
  const digests = new Set(reported.map(digestIn));
  const unreported = await executionsWithoutReport(sfn, stateMachineArn, digests);
  const inProcessing = unreported.size > 0 ? await pathsBelow(s3, bucket, PROCESSING_PREFIX) : [];
  const latest = [...reported, ...unreported.keys()].sort().reverse().slice(0, count);
  return concurrently(latest, READS, async (run) => {
    const execution = unreported.get(run);
    if (execution === undefined) return readReport(s3, bucket, run);
    const taken = inProcessing.filter((path) => digestIn(path.split('/')[0]) === digestIn(run));
    const files = taken.map((path) => path.slice(path.indexOf('/') + 1));
    const places = taken.map((path) => `s3://${bucket}/${PROCESSING_PREFIX}${path}`).join(', ');
    const problem = `It was ended from outside. Copy its files to incoming/ again: ${places}`;
    const isLost = execution.outcome === 'aborted' && taken.length > 0;
    return { run, files, ...execution, ...(isLost && { problem }) };
  });
}

const digestIn = (run: string): string => run.slice(-8);

async function executionsWithoutReport(
  sfn: SFNClient,
  stateMachineArn: string,
  reportedDigests: ReadonlySet<string>,
): Promise<Map<string, Pick<HistoryEntry, 'outcome' | 'startedAt' | 'execution'>>> {
  const found = new Map<string, Pick<HistoryEntry, 'outcome' | 'startedAt' | 'execution'>>();
  for (const [statusFilter, outcome] of Object.entries(WITHOUT_REPORT)) {
    const query = { stateMachineArn, statusFilter: statusFilter as ExecutionStatus };
    for await (const { executions = [] } of paginateListExecutions({ client: sfn }, query))
      for (const { executionArn = '', startDate } of executions) {
        const startedAt = startDate?.toISOString() ?? '';
        // A listing may truncate the start time of an execution.
        if (reportedDigests.has(executionDigest(executionArn))) continue;
        found.set(runName(startedAt, executionArn), { outcome, startedAt, execution: executionArn });
      }
  }
  return found;
}

async function readReport(s3: S3Client, bucket: string, run: string): Promise<ImportRun> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: `${RUNS_PREFIX}${run}.json` }));
  return JSON.parse((await Body?.transformToString()) ?? '') as ImportRun;
}

async function pathsBelow(s3: S3Client, bucket: string, prefix: string): Promise<string[]> {
  const paths: string[] = [];
  const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix });
  for await (const { Contents = [] } of pages)
    paths.push(...Contents.map(({ Key = '' }) => Key.slice(prefix.length)));
  return paths;
}

const COLUMNS = [
  { title: 'started' },
  { title: 'took', isRight: true },
  { title: 'outcome' },
  { title: 'files', isFlexible: true },
  { title: 'interactions', isRight: true },
  { title: 'items', isRight: true },
  { title: 'users', isRight: true },
];

/** Maximum number of file names to show. Further files are only counted. */
const NAMED_FILES = 3;

/** Runs of fresh data as a table, followed by errors and warnings. File names are untrusted. @param width of the terminal */
export function importHistoryTable(entries: readonly HistoryEntry[], width: number | undefined): string {
  if (entries.length === 0) return 'No fresh data has come yet.';
  const rows = entries.map(({ startedAt, endedAt, outcome, files, rows = {} }) => [
    startedAt.replace(/\.\d+Z$/, 'Z'),
    endedAt === undefined ? '' : `${Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000)} min`,
    outcome,
    visible(namesOf(files)),
    ...DATASET_TYPES.map((type) => rows[type]?.toLocaleString('en-US') ?? ''),
  ]);
  const problems = entries.flatMap(({ startedAt, problem, warnings = [] }) =>
    [...(problem === undefined ? [] : [problem]), ...warnings].map((text) =>
      visible(`${startedAt}: ${text}`),
    ),
  );
  return [tableText(COLUMNS, rows, width), ...problems].join('\n');
}

function namesOf(files: readonly string[]): string {
  const more = files.length - NAMED_FILES;
  return files.slice(0, NAMED_FILES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
