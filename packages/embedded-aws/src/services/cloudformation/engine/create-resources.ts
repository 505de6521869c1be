import type { Caller } from '../../../authorization/principal';
import { deleteResources } from './delete-resources';
import { createOperation, type EngineParts } from './operation';
import { failureSummary, reachTarget } from './reach-target';
import { removeResources } from './remove-resources';
import type { Deployment, Stack } from './stack';

const TIMED_OUT = 'Stack creation time exceeded the specified timeout. ';

/** Creates a new stack's resources; on failure does what its OnFailure says. */
export async function createResources(
  parts: EngineParts,
  stack: Stack,
  deployment: Deployment,
  caller: Caller,
  abort: AbortController,
): Promise<void> {
  stack.deployment = deployment;
  stack.setStatus('CREATE_IN_PROGRESS', 'User Initiated');
  const { target } = deployment;
  const operation = createOperation(parts, stack, { caller, target, abort });
  const { timeoutInMinutes = Infinity } = stack;
  const timer = parts.platform.clock.schedule(timeoutInMinutes * 60_000, () => abort.abort(TIMED_OUT));
  const problem = await reachTarget(operation, target, parts);
  timer.cancel();
  if (problem === undefined) {
    stack.lastGood = deployment;
    return stack.setStatus('CREATE_COMPLETE');
  }
  if (stack.isBeingDeleted) return;
  const reason = abort.signal.reason === TIMED_OUT ? TIMED_OUT : problem;
  switch (stack.onFailure) {
    case 'DO_NOTHING':
      return stack.setStatus('CREATE_FAILED', reason);
    case 'DELETE':
      stack.setStatus('DELETE_IN_PROGRESS', `${reason}Delete requested by user.`);
      return deleteResources(parts, stack, { caller });
    case 'ROLLBACK':
      return rollBackCreation(parts, stack, caller, `${reason}Rollback requested by user.`);
  }
}

/** Deletes the remains of a failed creation. */
export async function rollBackCreation(
  parts: EngineParts,
  stack: Stack,
  caller: Caller,
  reason: string,
): Promise<void> {
  stack.setStatus('ROLLBACK_IN_PROGRESS', reason);
  const operation = createOperation(parts, stack, { caller, isRollback: true });
  await removeResources(operation, [...stack.resources.values()]);
  if (operation.failed.length > 0) stack.setStatus('ROLLBACK_FAILED', failureSummary(operation));
  else stack.setStatus('ROLLBACK_COMPLETE');
}
