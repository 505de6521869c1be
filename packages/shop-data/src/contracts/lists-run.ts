/**
 * Makes a deployment start a run and wait for it. The first resource starts the run and deletes everything of lists when it
 * goes; the others wait, each for less than CloudFormation's hour.
 */
export const LISTS_RUN_TYPE = 'Custom::PersonalizeListsRun';

/** Minutes that one waiting resource waits. */
export const LISTS_WAIT_MINUTES = 50;

/** Template properties; CloudFormation passes every scalar as a string. */
export interface ListsRunProperties {
  readonly StateMachineArn: string;
  readonly DataBucket: string;
  /** ARNs of the recommenders that a run may have left. */
  readonly RecommenderArns: readonly string[];
  /** What the lists are made of: a change starts a run. */
  readonly MadeOf: unknown;
  /** Present in a waiting resource. */
  readonly Wait?: {
    readonly ExecutionArn: string;
    /** `true` for the last, which fails when its time is up. */
    readonly Last: 'true' | 'false';
    /** Hours of the whole chain, for the message. */
    readonly TimeoutHours: string;
  };
}

/** Attribute for `Fn::GetAtt` of the first resource. */
export interface ListsRunAttributes {
  readonly ExecutionArn: string;
}
