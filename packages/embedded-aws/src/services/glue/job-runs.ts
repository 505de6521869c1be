import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { glueAction, onJob } from './glue-action';
import { ARGUMENTS, NAME } from './glue-shapes';
import type { JobRun } from './job-run';

/** A run in Glue's format. */
function describeRun(run: JobRun): object {
  const { job, startedMs, completedMs, state, errorMessage } = run;
  return {
    Id: run.id,
    Attempt: 0,
    JobName: job.Name,
    StartedOn: startedMs / 1_000,
    LastModifiedOn: (completedMs ?? startedMs) / 1_000,
    ...(completedMs !== undefined && {
      CompletedOn: completedMs / 1_000,
      ExecutionTime: Math.round((completedMs - startedMs) / 1_000),
    }),
    JobRunState: state,
    Arguments: run.runArguments,
    ...(errorMessage !== undefined && { ErrorMessage: errorMessage }),
    PredecessorRuns: [],
    Timeout: run.timeoutMinutes,
    WorkerType: job.WorkerType,
    NumberOfWorkers: job.NumberOfWorkers,
    GlueVersion: job.GlueVersion,
  };
}

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html#aws-glue-api-jobs-runs-StartJobRun */
export const startJobRun = glueAction({
  input: { JobName: { ...NAME, required: true }, Arguments: ARGUMENTS },
  permissions: onJob('glue:StartJobRun'),
  run: ({ JobName, Arguments = {} }, store) => {
    const job = store.mustFindJob(JobName);
    const running = store.runsOf(JobName).filter(({ isOver }) => !isOver);
    if (running.length >= (job.ExecutionProperty?.MaxConcurrentRuns ?? 1))
      throw new AwsError('ConcurrentRunsExceededException', `Concurrent runs exceeded for ${JobName}`);
    return { JobRunId: store.startRun(job, Arguments).id };
  },
});

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html#aws-glue-api-jobs-runs-GetJobRun */
export const getJobRun = glueAction({
  input: {
    JobName: { ...NAME, required: true },
    RunId: { ...NAME, required: true },
    PredecessorsIncluded: { type: 'boolean' },
  },
  permissions: onJob('glue:GetJobRun'),
  run: ({ JobName, RunId }, store) => ({ JobRun: describeRun(store.mustFindRun(JobName, RunId)) }),
});

/**
 * Runs of a job, newest first.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html#aws-glue-api-jobs-runs-GetJobRuns
 */
export const getJobRuns = glueAction({
  input: {
    JobName: { ...NAME, required: true },
    NextToken: { type: 'string' },
    MaxResults: { type: 'integer', min: 1, max: 200 },
  },
  permissions: onJob('glue:GetJobRuns'),
  run: ({ JobName, NextToken, MaxResults = 200 }, store) => {
    store.mustFindJob(JobName);
    const runs = store.runsOf(JobName);
    const latestFirst = runs.map((run, at) => ({ run, key: String(runs.length - at).padStart(12, '0') }));
    const page = { size: MaxResults, token: NextToken, descending: true };
    const { items, nextToken } = pageOf(latestFirst, ({ key }) => key, page, 'InvalidInputException');
    return { JobRuns: items.map(({ run }) => describeRun(run)), NextToken: nextToken };
  },
});

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html#aws-glue-api-jobs-runs-BatchStopJobRun */
export const batchStopJobRun = glueAction({
  input: {
    JobName: { ...NAME, required: true },
    JobRunIds: { type: 'list', required: true, min: 1, max: 25, of: NAME },
  },
  permissions: onJob('glue:BatchStopJobRun'),
  run: ({ JobName, JobRunIds }, store) => {
    const stopped: object[] = [];
    const errors: object[] = [];
    for (const JobRunId of JobRunIds) {
      try {
        store.mustFindRun(JobName, JobRunId).stop();
        stopped.push({ JobName, JobRunId });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const ErrorDetail = { ErrorCode: error.code, ErrorMessage: error.message };
        errors.push({ JobName, JobRunId, ErrorDetail });
      }
    }
    return { SuccessfulSubmissions: stopped, Errors: errors };
  },
});
