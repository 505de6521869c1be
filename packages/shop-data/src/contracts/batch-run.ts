import type { BatchFolder } from '../batch/batch-places';

/** Makes a deployment start a run, for which nothing waits, and clears away what runs have left when it goes. */
export const BATCH_RUN_TYPE = 'Custom::PersonalizeBatchRun';

/** Template properties; CloudFormation passes every scalar as a string. */
export interface BatchRunProperties {
  readonly StateMachineArn: string;
  readonly DataBucket: string;
  readonly Folder: BatchFolder;
  /** Solutions whose jobs may be under way. */
  readonly SolutionArns: readonly string[];
  /** What the results are made of: a change starts a run. */
  readonly MadeOf: unknown;
}
