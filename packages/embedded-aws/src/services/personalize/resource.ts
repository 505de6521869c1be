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
  | 'UPDATE PENDING'
  | 'UPDATE IN_PROGRESS'
  | 'STOP PENDING'
  | 'STOP IN_PROGRESS'
  | 'INACTIVE'
  | 'START PENDING'
  | 'START IN_PROGRESS'
  | 'DELETE PENDING'
  | 'DELETE IN_PROGRESS';

/** Whether background work on it is under way. */
export const isInTransition = ({ status }: Stateful): boolean => /(PENDING|IN_PROGRESS)$/.test(status);

/** How a kind of resource is shown: a summary lacks members that the description has. */
export interface ResourceView<R extends Resource> {
  /** Name of the member that holds the ARN. */
  readonly arn: string;
  readonly described: readonly (keyof R & string)[];
  readonly summary: readonly (keyof R & string)[];
}

/** A resource as its Describe operation shows it; members without a value are left out. */
export const describe = <R extends Resource>(view: ResourceView<R>, resource: R): object =>
  shown(view.arn, view.described, resource);

/** A resource as its List operation shows it. */
export const summarize = <R extends Resource>(view: ResourceView<R>, resource: R): object =>
  shown(view.arn, view.summary, resource);

function shown<R extends Resource>(arn: string, members: readonly (keyof R & string)[], resource: R): object {
  const document: Record<string, unknown> = { [arn]: resource.arn };
  for (const member of members) if (resource[member] !== undefined) document[member] = resource[member];
  return document;
}
