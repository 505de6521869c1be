import { resourceTypeOf } from '../resources/resource-types';
import { reversed, walk, withoutCycles } from '../template/dependency-graph';
import { failureReason } from './failure-reason';
import type { Operation } from './operation';
import type { StackResource } from './stack';

/** Options of a removal. */
export interface Retention {
  /** Logical ids to keep. */
  readonly retain?: readonly string[];
  /** Abandons resources that cannot be deleted. */
  readonly force?: boolean;
  /** Tries each deletion three times, then drops the resource from the stack and deletes its dependencies. */
  readonly isCleanUp?: boolean;
}

/**
 * Attempts of a clean-up to delete a resource.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
 */
const CLEAN_UP_ATTEMPTS = 3;

/**
 * Deletes resources, dependents first; if one cannot be deleted, its dependencies stay, except in a clean-up.
 * Failures are recorded in the events and the operation.
 */
export async function removeResources(
  operation: Operation,
  resources: readonly StackResource[],
  { retain = [], force = false, isCleanUp = false }: Retention = {},
): Promise<void> {
  const { stack, failed, closing } = operation;
  const attempts = isCleanUp ? CLEAN_UP_ATTEMPTS : 1;
  const graph = new Map(
    resources.map((resource) => [
      resource,
      new Set(resources.filter(({ logicalId }) => resource.dependsOn.has(logicalId))),
    ]),
  );

  // A replaced resource follows an older template, so the combined graph may have cycles.
  await walk(reversed(withoutCycles(graph)), async (resource) => {
    const { logicalId } = resource;
    for (let attempt = 1; ; attempt += 1)
      try {
        if (retain.includes(logicalId) || isRetained(operation, resource))
          stack.setResourceStatus(resource, 'DELETE_SKIPPED');
        else await deleteWithEvents(operation, resource);
        break;
      } catch (error) {
        const reason = failureReason(error, `${resource.type} ${logicalId}`);
        stack.setResourceStatus(resource, force ? 'DELETE_SKIPPED' : 'DELETE_FAILED', reason);
        if (force) break;
        const isOver = closing.aborted || stack.isBeingDeleted;
        if (attempt < attempts && !isOver) continue;
        failed.push(logicalId);
        if (!isCleanUp || isOver) return false;
        break;
      }
    stack.drop(resource);
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

/** Deletes one resource, ignoring its policy, without events. */
export async function removeResource(
  { contextOf, closing }: Operation,
  resource: StackResource,
): Promise<void> {
  const properties = resource.properties as never;
  // Deletions ignore cancellation: an interrupted one would leak the resource.
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
