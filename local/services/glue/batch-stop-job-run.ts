import { AwsError } from '../../aws-error';
import { glueAction, onJob } from './glue-action';
import { NAME } from './glue-shapes';

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
