/** Starts a run on each deployment, for files that no event has reported. */
export const FRESH_DATA_RUN_TYPE = 'Custom::PersonalizeFreshDataRun';

/** Template properties; CloudFormation passes every scalar as a string. */
export interface FreshDataRunProperties {
  readonly StateMachineArn: string;
  /** `false` if imports have a schedule, because the next run finds the files. A change to `true` starts a run. */
  readonly OnArrival: 'true' | 'false';
}
