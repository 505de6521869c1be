import { onAnything, onMember } from '../../../authorization/permission';
import { invalidInput } from '../errors';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { describe, summarize } from '../resource';
import { ARN, PAGING } from '../shapes';
import { requireSegments } from '../solutions/require-recipe';
import { answerItems } from './answer-items';
import { BATCH_SEGMENT_JOB } from './batch-job-resource';
import { BATCH_JOB } from './batch-shapes';
import { BATCH_KINDS, batchPermissions, startBatchJob } from './start-batch-job';

const DEFAULT_USERS = 25;
const MAX_USERS = 5_000_000;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateBatchSegmentJob.html */
export const createBatchSegmentJob = personalizeAction({
  input: { ...BATCH_JOB, numResults: { type: 'integer', min: 1, max: MAX_USERS } },
  // Unlike for inference jobs, AWS's reference names only the job as a resource.
  permissions: (input, store) =>
    batchPermissions('personalize:CreateBatchSegmentJob', [], BATCH_KINDS.segment, input, store),
  run: ({ numResults = DEFAULT_USERS, ...job }, store) => {
    if (job.filterArn !== undefined)
      throw invalidInput(
        'filterArn: user segments are filtered by expressions on UserID, which the embedded AWS does not have; leave it out.',
      );
    const version = store.solutionVersions.mustGet(job.solutionVersionArn);
    requireSegments(version);
    const { arn } = startBatchJob(
      BATCH_KINDS.segment,
      store.batchSegmentJobs,
      job,
      { numResults },
      version,
      (started) => answerItems(started, version, store),
      store,
    );
    return { batchSegmentJobArn: arn };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeBatchSegmentJob.html */
export const describeBatchSegmentJob = personalizeAction({
  input: { batchSegmentJobArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeBatchSegmentJob', 'batchSegmentJobArn'),
  run: ({ batchSegmentJobArn }, store) => ({
    batchSegmentJob: describe(BATCH_SEGMENT_JOB, store.batchSegmentJobs.mustGet(batchSegmentJobArn)),
  }),
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListBatchSegmentJobs.html */
export const listBatchSegmentJobs = personalizeAction({
  input: { solutionVersionArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListBatchSegmentJobs'),
  run: ({ solutionVersionArn, ...paging }, store) => {
    store.solutionVersions.requireListable(solutionVersionArn);
    const all = store.batchSegmentJobs.list({ solutionVersionArn });
    const { items, nextToken } = pageOf(`ListBatchSegmentJobs ${solutionVersionArn ?? ''}`, all, paging);
    return { batchSegmentJobs: items.map((item) => summarize(BATCH_SEGMENT_JOB, item)), nextToken };
  },
});
