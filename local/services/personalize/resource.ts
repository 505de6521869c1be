/** What every Personalize resource has. Dates are Unix seconds with a fraction, as on the wire. */
export interface Resource {
  readonly arn: string;
  readonly creationDateTime: number;
  lastUpdatedDateTime: number;
  /** Values by key; absent on a resource that cannot be tagged. */
  readonly tags?: Map<string, string>;
}

/** What goes through states in the background. */
export interface Stateful {
  status: Status;
  /** Why the status is `CREATE FAILED`. */
  failureReason?: string;
  lastUpdatedDateTime: number;
}

/** The states, with spaces and underscores as the service writes them. */
export type Status =
  | 'CREATE PENDING'
  | 'CREATE IN_PROGRESS'
  | 'CREATE FAILED'
  | 'ACTIVE'
  | 'STOP PENDING'
  | 'STOP IN_PROGRESS'
  | 'INACTIVE'
  | 'START PENDING'
  | 'START IN_PROGRESS'
  | 'DELETE PENDING'
  | 'DELETE IN_PROGRESS';

/** Whether background work on it is under way. */
export const isInTransition = ({ status }: Stateful): boolean => /(PENDING|IN_PROGRESS)$/.test(status);
