import { describeRun } from './describe-run';
import { glueAction, onJob } from './glue-action';
import { NAME } from './glue-shapes';

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
