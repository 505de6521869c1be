import {
  CreateBatchInferenceJobCommand,
  CreateBatchSegmentJobCommand,
  DescribeBatchInferenceJobCommand,
  DescribeBatchSegmentJobCommand,
  type CreateBatchSegmentJobRequest,
} from '@aws-sdk/client-personalize';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import {
  INPUT_FILE,
  jobPrefix,
  outputPrefix,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type {
  BatchAnswers,
  BatchStep,
  PlannedJob,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { errorInWords } from '../../shop/resources/error-in-words';
import { isTransient } from '../../shop/resources/is-transient';
import { isInTransition, unlessGone, type PersonalizeApi } from '../../shop/resources/personalize-api';
import type { WaitingDeps } from './train';

/** Dependencies of {@link work}. */
export interface WorkDeps extends WaitingDeps {
  readonly bucket: string;
  /** Role with which Personalize reads and writes the bucket. */
  readonly roleArn: string;
}

/** Fields that both kinds of job have in common. */
interface Job {
  readonly status?: string;
  readonly failureReason?: string;
}

/** Creates the jobs, which run in parallel. The step is called again until all have ended. */
export function work({ personalize, bucket, roleArn, patienceHours, now }: WorkDeps) {
  return async ({ execution, startedAt, plan, state }: BatchStep): Promise<BatchAnswers['work']> => {
    const run = runName(startedAt, execution);
    // The first patienceHours are for the training.
    const hours = 2 * patienceHours;
    const minutes = (now() - (state.claim?.claimedMs ?? now())) / 60_000;
    const requestOf = (job: PlannedJob): CreateBatchSegmentJobRequest => ({
      jobName: nameOf(job, run),
      solutionVersionArn: state.train?.versions[job.by],
      filterArn: job.filterArn,
      numResults: job.size,
      roleArn,
      jobInput: {
        s3DataSource: { path: `s3://${bucket}/${jobPrefix(plan.folder, run, job.by)}${INPUT_FILE}` },
      },
      jobOutput: { s3DataDestination: { path: `s3://${bucket}/${outputPrefix(plan.folder, run, job.by)}` } },
    });
    const waiting: string[] = [];
    for (const job of plan.jobs) {
      const arn = `${job.jobArn}-${jobSuffix(run)}`;
      try {
        const found = await describe(personalize, job, arn);
        if (!found) {
          await create(personalize, job, requestOf(job));
          waiting.push(`${arn} to start`);
        } else if (isInTransition(found.status ?? '')) waiting.push(`${arn} (${found.status})`);
        else if (found.status !== 'ACTIVE')
          return {
            problem: `${arn} is ${found.status}: ${found.failureReason ?? 'no reason given'}`,
          };
      } catch (error) {
        if (!isTransient(error, minutes)) return { problem: errorInWords(error) };
        waiting.push(errorInWords(error));
      }
    }
    if (waiting.length === 0) return {};
    if (minutes < hours * 60) return { waitingFor: waiting.join(', ') };
    return {
      problem:
        `after ${countInWords(hours, 'hour')} still waiting for ${waiting.join(', ')}; jobs cannot be stopped and continue; ` +
        `raise the setting trainingTimeoutHours`,
    };
  };
}

/** Day and digest of a run. With the time of day, the longest name would exceed 63 characters. */
const jobSuffix = (run: string): string => `${run.slice(0, 10).replaceAll('-', '')}-${run.slice(-8)}`;

/** The name is deterministic, so that a retried step finds its job: Personalize rejects names that are taken. */
const nameOf = ({ jobArn }: PlannedJob, run: string): string =>
  `${jobArn.slice(jobArn.lastIndexOf('/') + 1)}-${jobSuffix(run)}`;

const isInference = ({ by }: PlannedJob): boolean => by === 'users';

const create = (
  client: PersonalizeApi,
  job: PlannedJob,
  request: CreateBatchSegmentJobRequest,
): Promise<unknown> =>
  client.send(
    isInference(job)
      ? new CreateBatchInferenceJobCommand(request)
      : new CreateBatchSegmentJobCommand(request),
  );

async function describe(client: PersonalizeApi, job: PlannedJob, arn: string): Promise<Job | undefined> {
  if (isInference(job)) {
    const command = new DescribeBatchInferenceJobCommand({ batchInferenceJobArn: arn });
    return (await unlessGone(client.send(command)))?.batchInferenceJob;
  }
  const command = new DescribeBatchSegmentJobCommand({ batchSegmentJobArn: arn });
  return (await unlessGone(client.send(command)))?.batchSegmentJob;
}
