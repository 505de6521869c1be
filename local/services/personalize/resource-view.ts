import type { Resource } from './resource';

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
