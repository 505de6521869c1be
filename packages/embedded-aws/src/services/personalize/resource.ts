/** Members of every Personalize resource. Dates are fractional Unix seconds, as on the wire. */
export interface Resource {
  readonly arn: string;
  readonly creationDateTime: number;
  lastUpdatedDateTime: number;
  /** Values by key; absent on resources that cannot be tagged. */
  readonly tags?: Map<string, string>;
}

/** A resource with asynchronous status transitions. */
export interface Stateful {
  status: Status;
  /** Why the status is `CREATE FAILED`. */
  failureReason?: string;
  lastUpdatedDateTime: number;
}

/** Statuses, with the service's own mix of spaces and underscores. */
export type Status =
  | 'CREATE PENDING'
  | 'CREATE IN_PROGRESS'
  | 'CREATE FAILED'
  | 'CREATE STOPPING'
  | 'CREATE STOPPED'
  | 'ACTIVE'
  | 'UPDATE PENDING'
  | 'UPDATE IN_PROGRESS'
  | 'STOP PENDING'
  | 'STOP IN_PROGRESS'
  | 'INACTIVE'
  | 'START PENDING'
  | 'START IN_PROGRESS'
  | 'DELETE PENDING'
  | 'DELETE IN_PROGRESS';

/** Whether asynchronous work on it is in progress. */
export const isInTransition = ({ status }: Stateful): boolean =>
  /(PENDING|IN_PROGRESS|STOPPING)$/.test(status);

/** How a kind of resource is rendered: summaries omit members of descriptions. */
export interface ResourceView<R extends Resource> {
  /** Member that holds the ARN. */
  readonly arn: string;
  readonly described: readonly (keyof R & string)[];
  readonly summary: readonly (keyof R & string)[];
}

/** A resource as Describe returns it; undefined members are omitted. */
export const describe = <R extends Resource>(view: ResourceView<R>, resource: R): object =>
  shown(view.arn, view.described, resource);

/** A resource as List returns it. */
export const summarize = <R extends Resource>(view: ResourceView<R>, resource: R): object =>
  shown(view.arn, view.summary, resource);

function shown<R extends Resource>(arn: string, members: readonly (keyof R & string)[], resource: R): object {
  const document: Record<string, unknown> = { [arn]: resource.arn };
  for (const member of members) if (resource[member] !== undefined) document[member] = resource[member];
  return document;
}
