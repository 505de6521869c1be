/**
 * Starts a run on each deployment and waits for it. The first resource starts the run; when deleted, it deletes all
 * lists and temporary recommenders. The others wait, each for less than CloudFormation's hour.
 */
export const LISTS_RUN_TYPE = 'Custom::PersonalizeListsRun';

/** Minutes that one waiting resource waits. */
export const LISTS_WAIT_MINUTES = 50;

/** Template properties; CloudFormation passes every scalar as a string. */
export interface ListsRunProperties {
  readonly StateMachineArn: string;
  readonly DataBucket: string;
  /** ARNs of the recommenders that a run may have left behind. */
  readonly RecommenderArns: readonly string[];
  /** Inputs of the lists. A change starts a run. */
  readonly MadeOf: unknown;
  /** Present if this is a waiting resource. */
  readonly Wait?: {
    readonly ExecutionArn: string;
    /** `true` for the last resource, which fails when its time is up. */
    readonly Last: 'true' | 'false';
    /** Hours that the whole chain waits, for the message of the last resource. */
    readonly TimeoutHours: string;
  };
}

/** Attribute for `Fn::GetAtt` of the first resource. */
export interface ListsRunAttributes {
  readonly ExecutionArn: string;
}
