import { AwsError } from '../../aws-error';
import { glueAction, passToGlue } from './glue-action';
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
