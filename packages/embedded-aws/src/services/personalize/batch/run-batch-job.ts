import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { AwsError } from '../../../aws-error';
import { isPropagating } from '../../../faults/faults';
import type { AwsCall } from '../../../platform';
import { CreationFailure, UNREADABLE } from '../errors';
import { requireKeyForCreation } from '../group-key';
import { personalizeSession } from '../personalize-session';
import type { PersonalizeStore } from '../personalize-store';
import type { SolutionVersion } from '../solutions/solution-resource';
import type { BatchAnswer, BatchAnswers } from './batch-answer';
import { batchFiles, readQueries, type BatchFile } from './batch-files';
import type { BatchJob } from './batch-job-resource';
import { parseS3Path, type S3Path } from './batch-shapes';

/** A time slice, after which waiting requests are served. */
const SLICE_MS = 5;

/**
 * Runs a batch job: for each file of its input an output file of the same name and `.out`.
 *
 * @throws CreationFailure with the job's failure reason
 * @see https://docs.aws.amazon.com/personalize/latest/dg/getting-batch-recommendations.html
 */
export async function runBatchJob(
  job: BatchJob,
  { datasetGroupArn }: SolutionVersion,
  answers: BatchAnswers,
  store: PersonalizeStore,
): Promise<void> {
  const { platform, closing } = store;
  try {
    if (isPropagating(platform.faults, job.roleArn)) throw new CreationFailure(UNREADABLE);
    await requireKeyForCreation(store.datasetGroups.mustGet(datasetGroupArn), store);
    const by = { arn: job.arn, sessionName: 'personalize-batch' };
    const s3 = platform.as(personalizeSession(job.roleArn, by, platform));
    const { s3DataDestination } = job.jobOutput;
    const folder = parseS3Path('jobOutput.s3DataDestination.path', s3DataDestination.path);
    const files = await batchFiles(
      parseS3Path('jobInput.s3DataSource.path', job.jobInput.s3DataSource.path),
      s3,
    );
    for (const file of files) {
      const output = await outputOf(answers(readQueries(file)), closing.signal);
      await write(output, file, folder, s3DataDestination.kmsKeyArn, s3);
    }
  } catch (error) {
    if (closing.signal.aborted) return;
    throw error instanceof AwsError ? new CreationFailure(UNREADABLE, { cause: error }) : error;
  }
}

async function outputOf(answers: AsyncIterable<BatchAnswer>, signal: AbortSignal): Promise<Buffer[]> {
  const lines: Buffer[] = [];
  let sliceEnd = performance.now() + SLICE_MS;
  for await (const { input, output, error } of answers) {
    lines.push(Buffer.from(`${JSON.stringify({ input, output, error })}\n`));
    if (performance.now() < sliceEnd) continue;
    await setImmediate();
    signal.throwIfAborted();
    sliceEnd = performance.now() + SLICE_MS;
  }
  return lines;
}

async function write(
  lines: readonly Buffer[],
  { name }: BatchFile,
  { bucket, prefix }: S3Path,
  kmsKeyArn: string | undefined,
  s3: AwsCall,
): Promise<void> {
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  await s3('s3', 'PutObject', {
    Bucket: bucket,
    Key: `${folder}${name}.out`,
    Body: Readable.from(lines),
    ...(kmsKeyArn !== undefined && { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyArn }),
  });
}
