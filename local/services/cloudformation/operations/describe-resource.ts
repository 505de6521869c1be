import type { StackResource } from '../engine/stack-resource';

/** What every operation says of a resource. */
export const describeResource = (resource: StackResource): object => ({
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  ResourceStatus: resource.status,
  ResourceStatusReason: resource.reason,
  DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
});
