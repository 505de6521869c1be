import { createHash } from 'node:crypto';
import {
  CreateDataDeletionJobCommand,
  type DataDeletionJob,
  type DataDeletionJobSummary,
  DescribeDataDeletionJobCommand,
  ListDataDeletionJobsCommand,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { csvText } from '@ecommerce-recommenders/csv/csv-buffer';
import { FORGET_PREFIX } from './person-places';

/** A data deletion job in a receipt. */
export interface JobReceipt {
  readonly arn: string;
  readonly status: string;
  readonly createdAt?: string;
  /** Records that Personalize has deleted; present once the job is COMPLETED. */
  readonly numDeleted?: number;
  readonly failureReason?: string;
}

/** Where a job is created, and for whom. */
export interface DeletionWorld {
  readonly personalize: PersonalizeClient;
  readonly s3: S3Client;
  readonly bucket: string;
  readonly datasetGroupArn: string;
  /** Role with which Personalize reads the list of users: the one of imports. */
  readonly roleArn: string;
  readonly userId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Hexadecimal digits of the digest in a job's name. */
const DIGITS = 16;

/** What all jobs for a person are called, before their time. Personalize keeps names for good, so no id is in them. */
const jobNamePrefix = ({ datasetGroupArn, userId }: DeletionWorld): string =>
  `forget-${createHash('sha256').update(`${datasetGroupArn}\n${userId}`).digest('hex').slice(0, DIGITS)}-`;

/** The latest job for the person in this dataset group. */
export async function latestJob(world: DeletionWorld): Promise<JobReceipt | undefined> {
  const { personalize, datasetGroupArn } = world;
  const prefix = jobNamePrefix(world);
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

/** Whether a job will delete, or has deleted, what was there when it began. */
export const isUnderWay = ({ status }: JobReceipt): boolean => /^(PENDING|IN_PROGRESS)$/.test(status);

/** Starts a job for the person. Its list of one user is written first. */
export async function startJob(world: DeletionWorld): Promise<JobReceipt> {
  const { personalize, s3, bucket: Bucket, datasetGroupArn, roleArn, userId, now } = world;
  const jobName = `${jobNamePrefix(world)}${now()}`;
  const Key = keyOf(jobName);
  const Body = Buffer.concat([Buffer.from('USER_ID\n'), csvText(userId, '\\'), Buffer.from('\n')]);
  // Personalize does not read such a list where a customer managed key encrypts it.
  const ServerSideEncryption = 'AES256';
  await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/csv', ServerSideEncryption }));
  const dataSource = { dataLocation: `s3://${Bucket}/${Key}` };
  const { dataDeletionJobArn } = await personalize
    .send(new CreateDataDeletionJobCommand({ jobName, datasetGroupArn, dataSource, roleArn }))
    .catch(async (error: unknown) => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      throw error;
    });
  return describeJob(personalize, dataDeletionJobArn!);
}

/** Deletes the list of a job that has ended: it names the person. */
export async function deleteList({ s3, bucket: Bucket }: DeletionWorld, { arn }: JobReceipt): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket, Key: keyOf(arn.slice(arn.indexOf('/') + 1)) }));
}

const keyOf = (jobName: string): string => `${FORGET_PREFIX}${jobName}.csv`;

async function describeJob(personalize: PersonalizeClient, arn: string): Promise<JobReceipt> {
  const request = new DescribeDataDeletionJobCommand({ dataDeletionJobArn: arn });
  const { dataDeletionJob = {} } = await personalize.send(request);
  const {
    status = 'PENDING',
    creationDateTime,
    numDeleted,
    failureReason,
  }: DataDeletionJob = dataDeletionJob;
  return {
    arn,
    status,
    ...(creationDateTime && { createdAt: creationDateTime.toISOString() }),
    ...(numDeleted !== undefined && { numDeleted }),
    ...(failureReason !== undefined && { failureReason }),
  };
}
