import { resourceTypeOf } from '../resources/resource-types';
import { reversed, walk, withoutCircles } from '../template/dependency-graph';
import { failureReason } from './failure-reason';
import type { Operation } from './operation';
import type { StackResource } from './stack';

/** What a deletion leaves in the account. */
export interface Retention {
  /** Logical ids that the user wants to keep. */
  readonly retain?: readonly string[];
  /** Lets go of what cannot be deleted. */
  readonly force?: boolean;
}

/**
 * Deletes resources, each before what it depends on; what a resource depends on stays when that resource
 * cannot be deleted. Failures are in the events and in the operation's list.
 */
export async function removeResources(
  operation: Operation,
  resources: readonly StackResource[],
  { retain = [], force = false }: Retention = {},
): Promise<void> {
  const { stack, failed } = operation;
  const graph = new Map(
    resources.map((resource) => [
      resource,
      new Set(resources.filter(({ logicalId }) => resource.dependsOn.has(logicalId))),
    ]),
  );

  // A replaced resource follows an older template than the others, so that together they may go in circles.
  await walk(reversed(withoutCircles(graph)), async (resource) => {
    const { logicalId } = resource;
    try {
      if (retain.includes(logicalId) || isRetained(operation, resource))
        stack.setResourceStatus(resource, 'DELETE_SKIPPED');
      else await deleteWithEvents(operation, resource);
    } catch (error) {
      const reason = failureReason(error, `${resource.type} ${logicalId}`);
      stack.setResourceStatus(resource, force ? 'DELETE_SKIPPED' : 'DELETE_FAILED', reason);
      if (!force) {
        failed.push(logicalId);
        return false;
      }
    }
    if (stack.resources.get(logicalId) === resource) stack.resources.delete(logicalId);
    return true;
  });
}

async function deleteWithEvents(operation: Operation, resource: StackResource): Promise<void> {
  const { stack } = operation;
  if (resource.physicalId !== undefined) {
    stack.setResourceStatus(resource, 'DELETE_IN_PROGRESS');
    await removeResource(operation, resource);
  }
  stack.setResourceStatus(resource, 'DELETE_COMPLETE');
}

/** Deletes one resource, whatever its policy, without events. */
export async function removeResource(
  { contextOf, closing }: Operation,
  resource: StackResource,
): Promise<void> {
  const properties = resource.properties as never;
  // A deletion is not cancelled with its operation: what it leaves nobody would find.
  const context = { ...contextOf(resource, closing), properties };
  await resourceTypeOf(resource.type).remove(resource.physicalId!, context);
}

function isRetained({ stack, isRollback }: Operation, resource: StackResource): boolean {
  const { deletionPolicy, updateReplacePolicy } = resource;
  if (stack.superseded.includes(resource)) return updateReplacePolicy === 'Retain' && !isRollback;
  const exceptOnCreate = deletionPolicy === 'RetainExceptOnCreate' || stack.retainsExceptOnCreate;
  if (isRollback && exceptOnCreate) return false;
  return deletionPolicy === 'Retain' || deletionPolicy === 'RetainExceptOnCreate';
}
