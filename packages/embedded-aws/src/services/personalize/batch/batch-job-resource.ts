import type { ValueOf } from '../../../gateway/shape';
import type { Resource, ResourceView, Stateful } from '../resource';
import type { BATCH_JOB } from './batch-shapes';

/** A batch job. It cannot be deleted; removed with its solution. */
export interface BatchJob extends Resource, Stateful {
  readonly jobName: string;
  readonly solutionVersionArn: string;
  readonly filterArn?: string;
  /** For each line of the input. */
  readonly numResults: number;
  readonly jobInput: ValueOf<typeof BATCH_JOB.jobInput>;
  readonly jobOutput: ValueOf<typeof BATCH_JOB.jobOutput>;
  readonly roleArn: string;
}

/** Recommends items to users. */
export interface BatchInferenceJob extends BatchJob {
  readonly batchInferenceJobMode: 'BATCH_INFERENCE';
  readonly batchInferenceJobConfig?: { readonly itemExplorationConfig?: Readonly<Record<string, string>> };
}

/** Finds users for items. */
export type BatchSegmentJob = BatchJob;

const SUMMARY = [
  'jobName',
  'status',
  'creationDateTime',
  'lastUpdatedDateTime',
  'failureReason',
  'solutionVersionArn',
] as const;
const DESCRIBED = [...SUMMARY, 'filterArn', 'numResults', 'jobInput', 'jobOutput', 'roleArn'] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_BatchInferenceJob.html */
export const BATCH_INFERENCE_JOB: ResourceView<BatchInferenceJob> = {
  arn: 'batchInferenceJobArn',
  described: [...DESCRIBED, 'batchInferenceJobMode', 'batchInferenceJobConfig'],
  summary: [...SUMMARY, 'batchInferenceJobMode'],
};

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_BatchSegmentJob.html */
export const BATCH_SEGMENT_JOB: ResourceView<BatchSegmentJob> = {
  arn: 'batchSegmentJobArn',
  described: DESCRIBED,
  summary: SUMMARY,
};
