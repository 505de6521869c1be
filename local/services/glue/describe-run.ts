import type { JobRun } from './job-run';

/** A run as Glue answers it. */
export function describeRun(run: JobRun): object {
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
