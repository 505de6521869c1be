import { AwsError } from '../../aws-error';
import { glueAction } from './glue-action';
import { JOB_DEFINITION, NAME, TAGS } from './glue-shapes';

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html#aws-glue-api-jobs-job-CreateJob */
export const createJob = glueAction({
  input: { Name: { ...NAME, required: true }, ...JOB_DEFINITION, Tags: TAGS },
  run: ({ Tags = {}, ...definition }, store) => {
    const { Name } = definition;
    if (store.findJob(Name))
      throw new AwsError('AlreadyExistsException', `Job with name ${Name} already exists`);
    store.saveJob({ ...definition, CreatedOn: store.now(), LastModifiedOn: store.now() });
    store.saveTags(store.arnOf(Name), Tags);
    return { Name };
  },
});
