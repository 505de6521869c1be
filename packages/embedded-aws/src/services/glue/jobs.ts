import { AwsError } from '../../aws-error';
import { glueAction, passToGlue, onJob } from './glue-action';
import { JOB_DEFINITION, NAME, TAGS } from './glue-shapes';

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html#aws-glue-api-jobs-job-CreateJob */
export const createJob = glueAction({
  input: { Name: { ...NAME, required: true }, ...JOB_DEFINITION, Tags: TAGS },
  permissions: ({ Name, Role, Tags }, store) => {
    const resources = [store.arnOf(Name)];
    return [
      { action: 'glue:CreateJob', resources },
      ...(Tags === undefined ? [] : [{ action: 'glue:TagResource', resources }]),
      ...passToGlue(Role),
    ];
  },
  run: ({ Tags = {}, ...definition }, store) => {
    const { Name } = definition;
    if (store.findJob(Name))
      throw new AwsError('AlreadyExistsException', `Job with name ${Name} already exists`);
    store.saveJob({ ...definition, CreatedOn: store.now(), LastModifiedOn: store.now() });
    store.saveTags(store.arnOf(Name), Tags);
    return { Name };
  },
});

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html#aws-glue-api-jobs-job-GetJob */
export const getJob = glueAction({
  input: { JobName: { ...NAME, required: true } },
  permissions: onJob('glue:GetJob'),
  run: ({ JobName }, store) => ({ Job: store.mustFindJob(JobName) }),
});

/**
 * Replaces the whole definition: omitted members return to their defaults.
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

/**
 * Idempotent.
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
