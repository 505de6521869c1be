import type { Caller } from '../../../authorization/principal';
import type { Target } from '../template/target';
import { rollBackCreation } from './create-resources';
import { createOperation, type EngineParts, type Operation } from './operation';
import { reachTarget } from './reach-target';
import { removeResources } from './remove-resources';
import type { Deployment, Stack } from './stack';

/** Updates a stack's resources to a target; on failure rolls back to the last good one. */
export async function updateResources(
  parts: EngineParts,
  stack: Stack,
  deployment: Deployment,
  caller: Caller,
  abort: AbortController,
): Promise<void> {
  stack.deployment = deployment;
  stack.updatedMs = stack.nextMs();
  stack.setStatus('UPDATE_IN_PROGRESS', 'User Initiated');
  const { target } = deployment;
  const operation = createOperation(parts, stack, { caller, target, abort });
  const problem = await reachTarget(operation, target, parts);
  if (stack.isBeingDeleted) return;
  if (problem !== undefined)
    return stack.onFailure === 'DO_NOTHING'
      ? stack.setStatus('UPDATE_FAILED', problem)
      : rollBack(parts, stack, caller, problem);
  stack.setStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  stack.lastGood = deployment;
  await cleanUp(operation, target);
  stack.setStatus('UPDATE_COMPLETE', leftoverSummary('Update', operation));
}

/** Rolls back to the last good deployment or, without one, to no resources. */
export async function rollBack(
  parts: EngineParts,
  stack: Stack,
  caller: Caller,
  reason: string,
): Promise<void> {
  return (stack.lastGood ? rollBackUpdate : rollBackCreation)(parts, stack, caller, reason);
}

/**
 * Rolls resources back to the last good deployment.
 *
 * @param skip - logical ids to leave unchanged
 */
export async function rollBackUpdate(
  parts: EngineParts,
  stack: Stack,
  caller: Caller,
  reason: string,
  skip: readonly string[] = [],
): Promise<void> {
  const { target } = stack.lastGood!;
  stack.deployment = stack.lastGood;
  stack.setStatus('UPDATE_ROLLBACK_IN_PROGRESS', reason);
  const operation = createOperation(parts, stack, { caller, target, isRollback: true });
  const problem = await reachTarget(operation, target, parts, skip);
  if (stack.isBeingDeleted) return;
  if (problem !== undefined) return stack.setStatus('UPDATE_ROLLBACK_FAILED', problem);
  stack.setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  await cleanUp(operation, target);
  stack.setStatus('UPDATE_ROLLBACK_COMPLETE', leftoverSummary('Rollback', operation));
}

/** Deletes resources not in the target, and replaced ones; drops what cannot be deleted from the stack. */
async function cleanUp(operation: Operation, target: Target): Promise<void> {
  const { stack } = operation;
  const unneeded = [...stack.resources.values()].filter(({ logicalId }) => !target.graph.has(logicalId));
  stack.superseded = stack.superseded.filter(
    ({ logicalId, physicalId }) => stack.resources.get(logicalId)?.physicalId !== physicalId,
  );
  await removeResources(operation, [...unneeded, ...stack.superseded], { isCleanUp: true });
  // The deletion of the stack then handles the remaining resources.
  if (!stack.isBeingDeleted) stack.dropped = [];
}

const leftoverSummary = (what: string, { failed }: Operation): string | undefined =>
  failed.length > 0 ? `${what} successful. One or more resources could not be deleted.` : undefined;
