import { CreateDatasetImportJobCommand } from '@aws-sdk/client-personalize';
import { createHash } from 'node:crypto';
import type { WaitingFor } from '../resources/lifecycle';
import { CREATE_FAILED, isInTransition, type PersonalizeApi } from '../resources/personalize-api';
import { importJobs, type ImportJob } from './import-jobs';

/** Source and target of an import, and the request that it belongs to. */
export interface FileImport {
  readonly datasetArn: string;
  /** `s3://bucket/key` of the CSV file. */
  readonly dataLocation: string;
  /** Role with which Personalize reads the file. */
  readonly roleArn: string;
  /** Prefix of the job's name. */
  readonly jobNamePrefix: string;
  readonly importMode: 'FULL' | 'INCREMENTAL';
  /** Id of the request. A retry continues with the jobs of the same request. */
  readonly request: string;
}

/** IAM and bucket policies may take this many minutes to propagate. Meanwhile there is one attempt per minute. */
const PROPAGATION_MINUTES = 10;
const MAX_ATTEMPTS = 5;

/**
 * One step of an import, retried until the role can read the bucket.
 *
 * @param minutes since the request
 * @param admit throws if the import is no longer wanted
 * @throws Error with the job's reason once the import has failed
 */
export async function importFile(
  client: PersonalizeApi,
  file: FileImport,
  minutes: number,
  admit: () => Promise<void> = async () => undefined,
): Promise<WaitingFor> {
  const all = await importJobs(client, file.datasetArn);
  let jobs = attemptsOf(file, all);
  const other = all.find(({ status }) => isInTransition(status));
  // If two jobs ran at a time, the one that ends later would win.
  if (jobs.length === 0 && other) return `import job ${other.name} (${other.status}), to import after it`;
  const latest = jobs.at(-1);
  const mayBecomeReadable =
    latest && isUnreadable(latest) && jobs.length < MAX_ATTEMPTS && minutes < PROPAGATION_MINUTES;
  // Such a job may fail within seconds, so attempts are at least a minute apart.
  if (mayBecomeReadable && minutes < jobs.length)
    return `the role to be able to read ${file.dataLocation} (${latest.failureReason})`;
  if (!latest || mayBecomeReadable) {
    await admit();
    await start(client, file, jobs.length + 1);
    jobs = attemptsOf(file, await importJobs(client, file.datasetArn));
  } else if (latest.status === CREATE_FAILED) {
    throw new Error(
      `Import job ${latest.name} of ${file.dataLocation} failed at attempt ` +
        `${jobs.length}: ${latest.failureReason ?? 'no reason given'}`,
    );
  }
  const job = jobs.at(-1);
  if (job?.status === 'ACTIVE') return undefined;
  return job ? `import job ${job.name} (${job.status})` : 'the import job to appear';
}

/** This request's jobs in order of attempt. */
function attemptsOf(file: FileImport, jobs: readonly ImportJob[]): ImportJob[] {
  const prefix = jobName(file, '');
  const attempt = ({ name }: ImportJob): number => Number(name.slice(prefix.length));
  return jobs.filter(({ name }) => name.startsWith(prefix)).sort((a, b) => attempt(a) - attempt(b));
}

function start(client: PersonalizeApi, file: FileImport, attempt: number): Promise<unknown> {
  const { datasetArn, dataLocation, roleArn, importMode } = file;
  return client.send(
    new CreateDatasetImportJobCommand({
      jobName: jobName(file, attempt),
      datasetArn,
      dataSource: { dataLocation },
      roleArn,
      importMode,
    }),
  );
}

/** Job names are never freed. The name contains a digest of the request, so that a retry finds its own jobs. */
function jobName({ jobNamePrefix, request }: FileImport, attempt: number | ''): string {
  const digest = createHash('sha256').update(request).digest('hex').slice(0, 8);
  return `${jobNamePrefix}-${digest}-${attempt}`;
}

function isUnreadable({ status, failureReason = '' }: ImportJob): boolean {
  return status === CREATE_FAILED && failureReason.includes('Insufficient privileges');
}
