import { AwsError } from '../../aws-error';
import { glueAction, onJob } from './glue-action';
import { ARGUMENTS, NAME } from './glue-shapes';

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
