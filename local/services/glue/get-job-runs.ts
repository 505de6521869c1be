import { pageOf } from '../../gateway/page';
import { describeRun } from './describe-run';
import { glueAction, onJob } from './glue-action';
import { NAME } from './glue-shapes';

/**
 * The runs of a job, the latest first.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html#aws-glue-api-jobs-runs-GetJobRuns
 */
export const getJobRuns = glueAction({
  input: {
    JobName: { ...NAME, required: true },
    NextToken: { type: 'string' },
    MaxResults: { type: 'integer', min: 1, max: 200 },
  },
  permissions: onJob('glue:GetJobRuns'),
  run: ({ JobName, NextToken, MaxResults = 200 }, store) => {
    store.mustFindJob(JobName);
    const runs = store.runsOf(JobName);
    const latestFirst = runs.map((run, at) => ({ run, key: String(runs.length - at).padStart(12, '0') }));
    const page = { size: MaxResults, token: NextToken, descending: true };
    const { items, nextToken } = pageOf(latestFirst, ({ key }) => key, page, 'InvalidInputException');
    return { JobRuns: items.map(({ run }) => describeRun(run)), NextToken: nextToken };
  },
});
