import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import { paginateListRecommenders, paginateListSolutions } from '@aws-sdk/client-personalize';
import { GetBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { StackOutputs } from '../stack-outputs';
import { explainError } from '../terminal';
import {
  deleteList,
  type DeletionWorld,
  isUnderWay,
  type JobReceipt,
  latestJob,
  startJob,
} from './deletion-job';
import { findPerson, type FoundRows, type PersonFiles, removePerson } from './person-files';
import { remaindersOf, type Receipt } from './receipt';
import { workUnderWay } from './work-under-way';

/** Who is to be forgotten, and where. */
export interface ForgetRequest {
  readonly stack: string;
  readonly outputs: StackOutputs;
  /** The id in the shop's data. */
  readonly userId: string;
  /** Starts a job although one has ended. */
  readonly again: boolean;
}

/** What {@link forget} works with. */
export interface ForgetWorld {
  readonly personalize: PersonalizeClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether to go on, after the plan in words. */
  readonly confirm: (plan: string) => Promise<boolean>;
}

/**
 * Deletes the data of one person: first the rows in the data bucket, from which nothing can bring them back then, then
 * those in Personalize. Idempotent: repeated, it does what is left, and follows the job that it started.
 *
 * @returns the receipt, also of a run that failed half-way; `undefined` where the user did not go on
 * @throws Error that says what to wait for, before anything is changed
 */
export async function forget(world: ForgetWorld, request: ForgetRequest): Promise<Receipt | undefined> {
  const { personalize, s3, now } = world;
  const { stack, outputs, userId, again } = request;
  const { DatasetGroupArn: datasetGroupArn, DataBucketName: bucket, ImportRoleArn: roleArn } = outputs;
  const startedAt = new Date(now()).toISOString();
  const deletion: DeletionWorld = { personalize, s3, bucket, datasetGroupArn, roleArn, userId, now };

  const inBucket = { s3, bucket, userId, isHashed: outputs.UserKeyArn !== undefined };
  const before = await latestJob(deletion);
  const work = await workUnderWay(world, outputs);
  const person = await findPerson(inBucket);
  const isStarting = again || needsJob(before, person);
  const changes = isStarting ? !(before && isUnderWay(before)) || person.found.length > 0 : false;
  if (changes && work.length > 0)
    throw new Error(
      `At work is ${work.join(', ')}. A deletion is sure only while nothing is imported or trained. ` +
        'Nothing was changed; repeat the command when that is over.',
    );
  if (changes && !(await world.confirm(planOf(userId, bucket, datasetGroupArn, person)))) return undefined;

  const rowsRemoved: FoundRows[] = [];
  let job = before;
  let problem: string | undefined;
  try {
    await removePerson(inBucket, person, (rows) => rowsRemoved.push(rows));
    if (job && !isUnderWay(job)) await deleteList(deletion, job);
    if (isStarting && !(job && isUnderWay(job))) {
      job = await startJob(deletion);
      // A short list may be worked off by the time the job is described.
      if (!isUnderWay(job)) await deleteList(deletion, job);
    }
    if (job?.status === 'FAILED') problem = `the data deletion job has failed. Repeat the command`;
  } catch (error) {
    problem = `${explainError(error)} What is listed below is done; repeat the command for the rest.`;
  }
  const { unread, searched: filesSearched } = person;
  const isVersioned = await keepsVersions(s3, bucket);
  const recommenders = await recommendersOf(personalize, datasetGroupArn);
  const solutions = await solutionsOf(personalize, datasetGroupArn);
  const nowMs = now();
  return {
    stack,
    datasetGroupArn,
    bucket,
    userId,
    startedAt,
    endedAt: new Date(nowMs).toISOString(),
    isComplete: problem === undefined && job?.status === 'COMPLETED',
    ...(problem !== undefined && { problem }),
    filesSearched,
    rowsRemoved,
    ...(job && { job }),
    remains: remaindersOf({ bucket, job, unread, isVersioned, recommenders, solutions, nowMs }),
  };
}

/** A job that has succeeded stands until files of the bucket have brought the person back. */
const needsJob = (before: JobReceipt | undefined, { found }: PersonFiles): boolean =>
  before?.status !== 'COMPLETED' || found.length > 0;

function planOf(userId: string, bucket: string, datasetGroupArn: string, { found }: PersonFiles): string {
  const rows = found.map(({ key, rows }) => `  s3://${bucket}/${key}: ${rows}`);
  return [
    `"${userId}" will be deleted, for good:`,
    ...(rows.length > 0 ? ['rows in the data bucket', ...rows] : ['no row in the data bucket has this id']),
    `users, interactions and events in ${datasetGroupArn}, by a data deletion job`,
  ].join('\n');
}

async function keepsVersions(s3: S3Client, Bucket: string): Promise<boolean> {
  return (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status !== undefined;
}

async function recommendersOf(client: PersonalizeClient, datasetGroupArn: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { recommenders = [] } of paginateListRecommenders({ client }, { datasetGroupArn }))
    names.push(...recommenders.flatMap(({ name }) => name ?? []));
  return names;
}

async function solutionsOf(client: PersonalizeClient, datasetGroupArn: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { solutions = [] } of paginateListSolutions({ client }, { datasetGroupArn }))
    names.push(...solutions.flatMap(({ name }) => name ?? []));
  return names;
}
