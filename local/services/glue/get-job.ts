import { glueAction, onJob } from './glue-action';
import { NAME } from './glue-shapes';

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html#aws-glue-api-jobs-job-GetJob */
export const getJob = glueAction({
  input: { JobName: { ...NAME, required: true } },
  permissions: onJob('glue:GetJob'),
  run: ({ JobName }, store) => ({ Job: store.mustFindJob(JobName) }),
});
