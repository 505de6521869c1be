import { glueAction, onJob } from './glue-action';
import { NAME } from './glue-shapes';

/**
 * A job that is not there is no error.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html#aws-glue-api-jobs-job-DeleteJob
 */
export const deleteJob = glueAction({
  input: { JobName: { ...NAME, required: true } },
  permissions: onJob('glue:DeleteJob'),
  run: ({ JobName }, store) => {
    store.removeJob(JobName);
    return { JobName };
  },
});
