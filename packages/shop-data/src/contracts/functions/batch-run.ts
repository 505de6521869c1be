import type { BatchFolder } from '../batch/batch-places';

/** Starts a run on deploy without waiting for it; stops all runs and deletes their files on destroy. */
export const BATCH_RUN_TYPE = 'Custom::PersonalizeBatchRun';

/** Template properties; CloudFormation passes every scalar as a string. */
export interface BatchRunProperties {
  readonly StateMachineArn: string;
  readonly DataBucket: string;
  readonly Folder: BatchFolder;
  /** Solutions whose jobs may be in progress. */
  readonly SolutionArns: readonly string[];
  /** Inputs of the results. A change starts a run. */
  readonly MadeOf: unknown;
}
