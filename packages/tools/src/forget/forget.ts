import { GetBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import { paginateListRecommenders, paginateListSolutions } from '@aws-sdk/client-personalize';
import type { StackOutputs } from '../deployed/stack-outputs';
import { explainError } from '../terminal';
import {
  deleteLists,
  type DeletionDeps,
  isOpen,
  isUnderWay,
  type JobReceipt,
  latestJob,
  startJob,
} from './deletion-job';
import { findPerson, type FoundRows, type PersonFiles, type PersonDeps, removePerson } from './person-files';
import { remaindersOf, type Receipt } from './receipt';
import { workDuring, workUnderWay, type WorkDeps } from './work-under-way';

/** Person to forget, and the stack. */
export interface ForgetRequest {
  readonly stack: string;
  readonly outputs: StackOutputs;
  /** All ids by which the stack may know the person, the most likely one first. */
  readonly userIds: readonly string[];
  /** Whether to start another job even if the last one has ended and its receipt is still open. */
  readonly again: boolean;
}

/** Dependencies of {@link forget}. */
export interface ForgetDeps extends WorkDeps {
  readonly s3: S3Client;
  /** Asks whether to continue, after showing the plan. */
  readonly confirm: (plan: string) => Promise<boolean>;
}

/**
 * Deletes the data of one person: first the rows in the data bucket, so that no import can restore them, then those
 * in Personalize. A request takes several commands. The first one starts a data deletion job, later ones report its
 * status, and the first one after its end closes the request. The next command is a new request, because Personalize
 * cannot tell whether events have brought the person back.
 *
 * @returns the receipt, even of a command that failed half-way; `undefined` if the user did not confirm
 * @throws Error that says what to wait for, before anything is changed
 */
export async function forget(deps: ForgetDeps, request: ForgetRequest): Promise<Receipt | undefined> {
  const { personalize, s3, now } = deps;
  const { stack, outputs, userIds, again } = request;
  const { DatasetGroupArn: datasetGroupArn, DataBucketName: bucket, ImportRoleArn: roleArn } = outputs;
  const startedAt = new Date(now()).toISOString();
  const deletion: DeletionDeps = { personalize, s3, bucket, datasetGroupArn, roleArn, userIds, now };

  const inBucket = { s3, bucket, userIds, isHashed: outputs.UserKeyArn !== undefined };
  const before = await latestJob(deletion);
  const work = await workUnderWay(deps, outputs);
  let person = await findPerson(inBucket);
  const isFollowing = before !== undefined && isUnderWay(before);
  const isStarting =
    !isFollowing &&
    (again || before?.status !== 'COMPLETED' || person.found.length > 0 || !(await isOpen(deletion, before)));
  const changes = isStarting || person.found.length > 0;
  if (changes && work.length > 0)
    throw new Error(
      `In progress: ${work.join(', ')}. Personalize only guarantees a deletion while no import, training or batch job runs. ` +
        'Nothing was changed; repeat the command afterwards.',
    );
  if (changes && !(await deps.confirm(planOf(userIds, bucket, datasetGroupArn, person)))) return undefined;

  // This is read before anything changes, so that the receipt can be written whatever fails later.
  const isVersioned = await keepsVersions(s3, bucket);
  const inGroup = [{ client: personalize }, { datasetGroupArn }] as const;
  const recommenders = await namesIn(paginateListRecommenders(...inGroup), (page) => page.recommenders);
  const solutions = await namesIn(paginateListSolutions(...inGroup), (page) => page.solutions);
  const rowsRemoved: FoundRows[] = [];
  let job = before;
  let overlaps: readonly string[] = [];
  let problem: string | undefined;
  try {
    person = await removed(inBucket, person, (rows) => rowsRemoved.push(rows));
    if (isStarting) {
      await deleteLists(deletion, undefined);
      job = await startJob(deletion);
    }
    if (job?.status === 'FAILED') problem = 'the data deletion job has failed. Repeat the command.';
    if (job?.status === 'COMPLETED') {
      overlaps = await workDuring(deps, outputs, intervalOf(job, now()));
      if (overlaps.length > 0) problem = unsure(overlaps);
    }
    await deleteLists(deletion, job);
  } catch (error) {
    problem = `${explainError(error)} What is listed below is done; repeat the command for the rest.`;
    // This is best effort. If it fails, the next command deletes the lists.
    if (isStarting) await deleteLists(deletion, await latestJob(deletion)).catch(() => undefined);
  }
  const { unread, searched: filesSearched } = person;
  const nowMs = now();
  const hasTokens = outputs.UserTokenKeyArn !== undefined;
  const [userId, alsoAs] = userIds;
  return {
    stack,
    datasetGroupArn,
    bucket,
    userId,
    ...(alsoAs !== undefined && { alsoAs }),
    startedAt,
    endedAt: new Date(nowMs).toISOString(),
    isComplete: problem === undefined && job?.status === 'COMPLETED',
    ...(problem !== undefined && { problem }),
    filesSearched,
    rowsRemoved,
    ...(job && { job }),
    overlaps,
    remains: remaindersOf({ bucket, job, unread, isVersioned, recommenders, solutions, hasTokens, nowMs }),
  };
}

/** Removes the rows, and then searches the files once more. */
async function removed(
  deps: PersonDeps,
  person: PersonFiles,
  done: (rows: FoundRows) => void,
): Promise<PersonFiles> {
  if (person.found.length === 0) return person;
  await removePerson(deps, person, done);
  const after = await findPerson(deps);
  const [left] = after.found;
  if (left) throw new Error(`s3://${deps.bucket}/${left.key} has rows of the person again.`);
  return after;
}

/** The time from a job's creation to its end, which is its last update. */
const intervalOf = (
  { createdAt, updatedAt }: JobReceipt,
  nowMs: number,
): { fromMs: number; toMs: number } => ({
  fromMs: createdAt === undefined ? 0 : Date.parse(createdAt),
  toMs: updatedAt === undefined ? nowMs : Date.parse(updatedAt),
});

const unsure = (overlaps: readonly string[]): string =>
  `the data deletion job overlapped with ${overlaps.join(', ')}, so Personalize does not guarantee that the data is gone. ` +
  'Repeat the command when nothing runs: it starts another job.';

function planOf(
  userIds: readonly string[],
  bucket: string,
  datasetGroupArn: string,
  { found }: PersonFiles,
): string {
  const rows = found.map(({ key, rows }) => `  s3://${bucket}/${key}: ${rows}`);
  return [
    `${userIds.map((id) => `"${id}"`).join(' and ')} will be deleted, for good:`,
    ...(rows.length > 0 ? ['rows in the data bucket', ...rows] : ['no row in the data bucket has this id']),
    `users, interactions and events in ${datasetGroupArn}, by a data deletion job`,
  ].join('\n');
}

async function keepsVersions(s3: S3Client, Bucket: string): Promise<boolean> {
  return (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status !== undefined;
}

async function namesIn<Page>(
  pages: AsyncIterable<Page>,
  of: (page: Page) => readonly { readonly name?: string }[] | undefined,
): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages) names.push(...(of(page) ?? []).flatMap(({ name }) => name ?? []));
  return names;
}
