import { glueAction, passToGlue } from './glue-action';
import { JOB_DEFINITION, NAME } from './glue-shapes';

/**
 * Replaces the whole definition: what the update leaves out is back at its default.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html#aws-glue-api-jobs-job-UpdateJob
 */
export const updateJob = glueAction({
  input: {
    JobName: { ...NAME, required: true },
    JobUpdate: { type: 'structure', required: true, fields: JOB_DEFINITION },
  },
  permissions: ({ JobName, JobUpdate }, store) => [
    { action: 'glue:UpdateJob', resources: [store.arnOf(JobName)] },
    ...passToGlue(JobUpdate.Role),
  ],
  run: ({ JobName, JobUpdate }, store) => {
    const { Name, CreatedOn } = store.mustFindJob(JobName);
    store.saveJob({ ...JobUpdate, Name, CreatedOn, LastModifiedOn: store.now() });
    return { JobName };
  },
});
