import {
  BatchStopJobRunCommand,
  paginateGetJobRuns,
  StartJobRunCommand,
  type GlueClient,
  type JobRun,
  type JobRunState,
} from '@aws-sdk/client-glue';
import type { S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import {
  JOB_TIMEOUT_MINUTES,
  type PreparationJobArguments,
} from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import type {
  GluePreparedDataProperties,
  PreparedDataAttributes,
} from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { parseHoldout, parseHoldoutBy } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { trainingShare } from '@ecommerce-recommenders/shop-data/data/preparation/split';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import {
  heldOutInWords,
  heldOutWarning,
  type HeldOutCounts,
} from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import type { StackView } from '../../shop/resources/stack-view';
import { handlerLogger, transitionFields, type HandlerLogger } from '../../shop/functions/handler-logger';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from '../../shop/resources/lifecycle';
import { countsOf, deleteFolder, deleteMarkers, listParts } from './prepared-parts';

/** Clients of the handler. */
export interface GluePreparationClients {
  readonly glue: GlueClient;
  readonly s3: S3Client;
  readonly stack: StackView;
  /** @default - JSON lines on stdout */
  readonly logger?: HandlerLogger;
}

type Event = CustomResourceEvent<GluePreparedDataProperties>;

/** The new role's policies may take this many minutes to propagate. Meanwhile attempts are retried. */
const PROPAGATION_MINUTES = 10;
const MAX_ATTEMPTS = 3;

const UNDER_WAY: readonly unknown[] = ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'] satisfies JobRunState[];

/** Length of digests, in hexadecimal digits. */
const DIGITS = 16;

/**
 * Runs the Glue job once for each distinct preparation. Each run writes to its own folder, which is the physical id.
 * So the previous result exists until CloudFormation deletes it, and a rollback finds it.
 */
export function gluePreparation(clients: GluePreparationClients): Lifecycle<GluePreparedDataProperties> {
  const { glue, s3, stack, logger = handlerLogger() } = clients;

  return {
    physicalId: outputOf,

    async ensure(event, minutes) {
      const { JobName } = event.ResourceProperties;
      const runs = await preparationRuns(glue, JobName, outputOf(event));
      const running = runs.find(isUnderWay);
      if (running) {
        // An abandoned run must not write after the bucket was emptied.
        if (isOf(event, running) && (await stack.isAbandoned(event)))
          await stop(glue, JobName, [running.Id ?? '']);
        return `run ${running.Id} of job ${JobName} (${running.JobRunState})`;
      }
      const [latest] = runs;
      const counts =
        latest?.JobRunState === 'SUCCEEDED' ? await countsOf(s3, ...placeOf(outputOf(event))) : undefined;
      if (counts) {
        if (event.RequestType === 'Create' && (await stack.isAbandoned(event))) {
          await deleteFolder(s3, ...placeOf(outputOf(event)));
          throw abandoned();
        }
        logHeldOut(event, counts, logger);
        await deleteMarkers(s3, ...placeOf(outputOf(event)));
        return undefined;
      }

      // Failed runs of earlier requests do not count, because their cause may have been fixed.
      const [failed, ...earlier] = runs.filter((run) => isOf(event, run));
      if (!failed) return start(clients, event, 1);
      const attempts = earlier.length + 1;
      if (isUnreadable(failed) && attempts < MAX_ATTEMPTS && minutes < PROPAGATION_MINUTES)
        return start(clients, event, attempts + 1);
      await deleteFolder(s3, ...placeOf(outputOf(event)));
      throw new Error(whyFailed(failed, JobName));
    },

    async attributes(event) {
      const parts = await listParts(s3, ...placeOf(outputOf(event)));
      return {
        InteractionsVersion: versionOf(DATASETS.INTERACTIONS.file, parts),
        ItemsVersion: versionOf(DATASETS.ITEMS.file, parts),
        UsersVersion: versionOf(DATASETS.USERS.file, parts),
      } satisfies PreparedDataAttributes;
    },

    async remove({ PhysicalResourceId = '', ResourceProperties: { JobName } }) {
      const running = (await preparationRuns(glue, JobName, PhysicalResourceId)).filter(isUnderWay);
      if (running.length > 0) {
        const JobRunIds = running.map(({ Id = '' }) => Id);
        await stop(glue, JobName, JobRunIds);
        return `run ${JobRunIds.join(', ')} of job ${JobName} to stop`;
      }
      if (PhysicalResourceId.startsWith('s3://')) await deleteFolder(s3, ...placeOf(PhysicalResourceId));
      return undefined;
    },
  };
}

async function start(clients: GluePreparationClients, event: Event, attempt: number): Promise<WaitingFor> {
  const { glue, s3, stack } = clients;
  if (await stack.isAbandoned(event)) throw abandoned();
  const { JobName } = event.ResourceProperties;
  // Partial output of an earlier run would be imported together with this one's.
  await deleteFolder(s3, ...placeOf(outputOf(event)));
  let runId: string | undefined;
  try {
    const Arguments = runArguments(event, attempt);
    ({ JobRunId: runId } = await glue.send(new StartJobRunCommand({ JobName, Arguments })));
  } catch (error) {
    // An abandoned run is still being stopped.
    if (!(error instanceof Error && error.name === 'ConcurrentRunsExceededException')) throw error;
    return `another run of job ${JobName} to end`;
  }
  // The Delete may have run before there was a run to stop.
  if (runId !== undefined && (await stack.isAbandoned(event))) await stop(glue, JobName, [runId]);
  return `run ${runId} of job ${JobName} to start`;
}

const stop = (glue: GlueClient, JobName: string, JobRunIds: string[]): Promise<unknown> =>
  glue.send(new BatchStopJobRunCommand({ JobName, JobRunIds }));

/** Logs the held-out share, as the function that prepares without Glue does. */
function logHeldOut(event: Event, counts: HeldOutCounts, logger: HandlerLogger): void {
  const warning = heldOutWarning(counts);
  if (warning !== undefined) logger.info('warning', { ...transitionFields(event), warning });
  logger.info('prepared', { ...transitionFields(event), heldOut: heldOutInWords(counts) });
}

/** Identifies the request of a run; the script ignores it. */
const REQUEST = '--request';

const isUnderWay = ({ JobRunState }: JobRun): boolean => UNDER_WAY.includes(JobRunState);

const abandoned = (): Error =>
  new Error('The stack no longer wants the prepared data: CloudFormation is rolling it back.');

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, DIGITS);

/** Version of a file. It changes with the content. */
function versionOf(file: string, parts: Awaited<ReturnType<typeof listParts>>): string {
  const eTags = parts.flatMap(({ Key, ETag = '' }) => (Key?.includes(`/${file}/`) ? [ETag] : []));
  return digestOf(eTags.sort().join());
}

const requestOf = ({ RequestId }: Event): string => digestOf(RequestId);

const isOf = (event: Event, { Arguments }: JobRun): boolean => Arguments?.[REQUEST] === requestOf(event);

/** `s3://bucket/dataset/<digest>/`. Equal preparations have the same folder. */
function outputOf({ ResourceProperties }: Event): string {
  const { DataBucket, Holdout, HoldoutBy, EventTypes, Source, SourceVersion, Sql, Tables } =
    ResourceProperties;
  const version = [SourceVersion, HoldoutBy].filter((one) => one !== undefined);
  const digest = digestOf(JSON.stringify([Source, Sql, Tables, Holdout, EventTypes, ...version]));
  return `s3://${DataBucket}/${DATASET_PREFIX}${digest}/`;
}

function placeOf(output: string): [bucket: string, prefix: string] {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.+)$/.exec(output) ?? [];
  return [bucket, prefix];
}

function runArguments(event: Event, attempt: number): Record<string, string> {
  const { Source, Sql, EventTypes, Holdout, HoldoutBy = 'user', Tables } = event.ResourceProperties;
  const read: PreparationJobArguments = {
    '--source': Source,
    '--output': outputOf(event),
    '--sql': Sql,
    '--tables': Tables,
    '--event_types': EventTypes,
    '--training_share': String(trainingShare(parseHoldout(Holdout))),
    '--holdout_by': parseHoldoutBy(HoldoutBy),
  };
  return { ...read, [REQUEST]: requestOf(event), '--attempt': String(attempt) };
}

function isUnreadable({ JobRunState, ErrorMessage = '' }: JobRun): boolean {
  return JobRunState === 'FAILED' && /assume|Access ?Denied|not authorized/i.test(ErrorMessage);
}

function whyFailed({ Id, JobRunState, ErrorMessage }: JobRun, jobName: string): string {
  if (JobRunState === 'TIMEOUT')
    return (
      `Run ${Id} of job ${jobName} was stopped after ${JOB_TIMEOUT_MINUTES} minutes, because CloudFormation waits for at most ` +
      'an hour. Raise the setting glueWorkers and deploy again.'
    );
  return `Run ${Id} of job ${jobName} is ${JobRunState}: ${ErrorMessage ?? 'no reason given'}`;
}

const OUTPUT: keyof PreparationJobArguments = '--output';

/** Runs of a job that write to an output, latest first; empty if the job does not exist. */
async function preparationRuns(glue: GlueClient, jobName: string, output: string): Promise<JobRun[]> {
  const runs: JobRun[] = [];
  try {
    for await (const { JobRuns = [] } of paginateGetJobRuns({ client: glue }, { JobName: jobName }))
      runs.push(...JobRuns.filter((run) => run.Arguments?.[OUTPUT] === output));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'EntityNotFoundException')) throw error;
  }
  return runs;
}
