import type { InputOf } from '../../../gateway/shape';
import { requireActive, tooManyJobs } from '../errors';
import type { PersonalizeKind } from '../../../latency';
import { creation, passToPersonalize } from '../personalize-action';
import type { Need } from '../../../authorization/permission';
import type { PersonalizeStore } from '../personalize-store';
import { isInTransition } from '../resource';
import { alreadyExists, type ResourceCollection } from '../resource-collection';
import type { SolutionVersion } from '../solutions/solution-resource';
import { setTags } from '../tags';
import type { BatchJob } from './batch-job-resource';
import { BATCH_JOB, parseS3Path } from './batch-shapes';
import type { BatchAnswers } from './batch-answer';
import { runBatchJob } from './run-batch-job';

type BatchInput = InputOf<typeof BATCH_JOB>;

/** Maximum jobs of one kind that are PENDING or IN_PROGRESS in a region. */
const MAX_JOBS_UNDER_WAY = 5;

/** Kinds of batch jobs, as in their ARNs and in the store. */
export const BATCH_KINDS = {
  inference: { path: 'batch-inference-job', kind: 'batchInferenceJob', batch: 'inference' },
  segment: { path: 'batch-segment-job', kind: 'batchSegmentJob', batch: 'segment' },
} as const satisfies Record<string, { path: string; kind: PersonalizeKind; batch: string }>;

type BatchKind = (typeof BATCH_KINDS)[keyof typeof BATCH_KINDS];

/**
 * Permissions to create a job, and to pass its role.
 *
 * @param resources - ARNs that it is made from and that permissions name
 */
export const batchPermissions = (
  action: string,
  resources: readonly string[],
  { path }: BatchKind,
  input: BatchInput,
  store: PersonalizeStore,
): readonly Need[] => [
  ...creation(action, resources, store.arnOf(`${path}/${input.jobName}`), input),
  ...passToPersonalize(input.roleArn),
];

/**
 * Starts a job that reads its input as its role, and writes an answer to each line.
 *
 * @param more - members of its kind
 * @param answers - made when the job begins
 * @throws AwsError `InvalidInputException`, `LimitExceededException`, `ResourceAlreadyExistsException`,
 *   `ResourceInUseException`
 */
export function startBatchJob<Job extends BatchJob>(
  { path, kind, batch }: BatchKind,
  jobs: ResourceCollection<Job>,
  { tags, ...input }: BatchInput,
  more: Omit<Job, keyof BatchJob> & Pick<Job, 'numResults'>,
  version: SolutionVersion,
  answers: (job: Job) => BatchAnswers,
  store: PersonalizeStore,
): Job {
  requireActive(version);
  const { s3DataSource } = input.jobInput;
  const { s3DataDestination } = input.jobOutput;
  parseS3Path('jobInput.s3DataSource.path', s3DataSource.path);
  parseS3Path('jobOutput.s3DataDestination.path', s3DataDestination.path);
  const resource = store.newResource(`${path}/${input.jobName}`, setTags(new Map(), tags));
  if (store.usedBatchJobArns.has(resource.arn)) throw alreadyExists(resource.arn);
  if (jobs.list().filter(isInTransition).length >= MAX_JOBS_UNDER_WAY) throw tooManyJobs(MAX_JOBS_UNDER_WAY);
  const job = jobs.add({ ...resource, ...input, ...more } as Job);
  store.usedBatchJobArns.add(job.arn);
  const fault = store.platform.faults.strike('batch-failure', { batch });
  store.create(kind, job, () => runBatchJob(job, version, answers(job), store), undefined, fault);
  return job;
}
