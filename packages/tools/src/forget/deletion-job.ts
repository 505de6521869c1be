import { createHash } from 'node:crypto';
import {
  CreateDataDeletionJobCommand,
  type DataDeletionJob,
  type DataDeletionJobSummary,
  DescribeDataDeletionJobCommand,
  ListDataDeletionJobsCommand,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import {
  DeleteObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { csvText } from '@ecommerce-recommenders/csv/csv-buffer';
import { FORGET_PREFIX } from './person-places';

/** A data deletion job in a receipt. */
export interface JobReceipt {
  readonly arn: string;
  readonly status: string;
  readonly createdAt?: string;
  /** Time of the last change of the status. Once it is COMPLETED or FAILED, that is the job's end. */
  readonly updatedAt?: string;
  /** Number of records that Personalize has deleted; present once the job is COMPLETED. */
  readonly numDeleted?: number;
  readonly failureReason?: string;
}

/** Clients, dataset group and user of a data deletion job. */
export interface DeletionDeps {
  readonly personalize: PersonalizeClient;
  readonly s3: S3Client;
  readonly bucket: string;
  readonly datasetGroupArn: string;
  /** Role with which Personalize reads the list of users. It is the role of imports. */
  readonly roleArn: string;
  /** All ids that the person may have. */
  readonly userIds: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Hexadecimal digits of the digest in a job's name. */
const DIGITS = 16;

/**
 * Prefix of the names of all jobs for a person, before the time. It contains a digest, because Personalize keeps names forever.
 */
const jobNamePrefix = ({ datasetGroupArn, userIds }: DeletionDeps): string =>
  `forget-${createHash('sha256')
    .update([datasetGroupArn, ...userIds].join('\n'))
    .digest('hex')
    .slice(0, DIGITS)}-`;

/** The latest job for the person in this dataset group. */
export async function latestJob(deps: DeletionDeps): Promise<JobReceipt | undefined> {
  const { personalize, datasetGroupArn } = deps;
  const prefix = jobNamePrefix(deps);
  let latest: DataDeletionJobSummary | undefined;
  let nextToken: string | undefined;
  do {
    const page = await personalize.send(new ListDataDeletionJobsCommand({ datasetGroupArn, nextToken }));
    for (const job of page.dataDeletionJobs ?? [])
      if (job.jobName?.startsWith(prefix) && timeOf(job) >= timeOf(latest)) latest = job;
    ({ nextToken } = page);
  } while (nextToken !== undefined);
  return latest && describeJob(personalize, latest.dataDeletionJobArn!);
}

const timeOf = (job: DataDeletionJobSummary | undefined): number => job?.creationDateTime?.getTime() ?? 0;

/** Whether a job has not ended yet. */
export const isUnderWay = ({ status }: JobReceipt): boolean => /^(PENDING|IN_PROGRESS)$/.test(status);

/** Starts a job for the person, after writing its list of users. */
export async function startJob(deps: DeletionDeps): Promise<JobReceipt> {
  const { personalize, s3, bucket: Bucket, datasetGroupArn, roleArn, userIds, now } = deps;
  const jobName = `${jobNamePrefix(deps)}${now()}`;
  const Key = keyOf(jobName);
  const rows = userIds.flatMap((id) => [csvText(id, '\\'), Buffer.from('\n')]);
  const Body = Buffer.concat([Buffer.from('USER_ID\n'), ...rows]);
  // Personalize cannot read a list that is encrypted with a customer managed key.
  const ServerSideEncryption = 'AES256';
  await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/csv', ServerSideEncryption }));
  const dataSource = { dataLocation: `s3://${Bucket}/${Key}` };
  const { dataDeletionJobArn } = await personalize.send(
    new CreateDataDeletionJobCommand({ jobName, datasetGroupArn, dataSource, roleArn }),
  );
  return describeJob(personalize, dataDeletionJobArn!);
}

/**
 * Whether the list of a job still exists. It is deleted when the request is closed with a complete receipt. A job
 * without a list belongs to an earlier request, and does not cover newer data of the person.
 */
export async function isOpen(deps: DeletionDeps, job: JobReceipt): Promise<boolean> {
  return (await listsOf(deps)).includes(keyOf(nameOf(job)));
}

/**
 * Deletes the lists of the person's jobs, because they name the person. Includes lists that an interrupted command
 * has left behind.
 *
 * @param job - its list is kept if the job is in progress
 * @throws Error if a list still exists afterwards
 */
export async function deleteLists(deps: DeletionDeps, job: JobReceipt | undefined): Promise<void> {
  const { s3, bucket: Bucket } = deps;
  const kept = job && isUnderWay(job) ? keyOf(nameOf(job)) : undefined;
  const lists = async (): Promise<string[]> => (await listsOf(deps)).filter((key) => key !== kept);
  for (const Key of await lists()) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  const [left] = await lists();
  if (left !== undefined) throw new Error(`s3://${Bucket}/${left}, which names the person, is still there.`);
}

async function listsOf(deps: DeletionDeps): Promise<string[]> {
  const { s3, bucket: Bucket } = deps;
  const keys: string[] = [];
  const Prefix = `${FORGET_PREFIX}${jobNamePrefix(deps)}`;
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix }))
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  return keys;
}

const nameOf = ({ arn }: JobReceipt): string => arn.slice(arn.indexOf('/') + 1);

const keyOf = (jobName: string): string => `${FORGET_PREFIX}${jobName}.csv`;

async function describeJob(personalize: PersonalizeClient, arn: string): Promise<JobReceipt> {
  const request = new DescribeDataDeletionJobCommand({ dataDeletionJobArn: arn });
  const { dataDeletionJob = {} } = await personalize.send(request);
  const {
    status = 'PENDING',
    creationDateTime,
    lastUpdatedDateTime,
    numDeleted,
    failureReason,
  }: DataDeletionJob = dataDeletionJob;
  return {
    arn,
    status,
    ...(creationDateTime && { createdAt: creationDateTime.toISOString() }),
    ...(lastUpdatedDateTime && { updatedAt: lastUpdatedDateTime.toISOString() }),
    ...(numDeleted !== undefined && { numDeleted }),
    ...(failureReason !== undefined && { failureReason }),
  };
}
