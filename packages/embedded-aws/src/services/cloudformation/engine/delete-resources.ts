import type { Caller } from '../../../authorization/principal';
import { createOperation, type EngineParts } from './operation';
import { failureSummary } from './reach-target';
import { removeResources, type Retention } from './remove-resources';
import type { Stack } from './stack';
import { refuseUsedExports } from './stack-outputs';

/** Options of a stack deletion. */
export interface Deletion extends Retention {
  readonly caller: Caller;
}

/** Deletes a stack that is already DELETE_IN_PROGRESS, with its resources. */
export async function deleteResources(parts: EngineParts, stack: Stack, deletion: Deletion): Promise<void> {
  try {
    refuseUsedExports(stack, [], parts.exports);
  } catch (error) {
    return stack.setStatus('DELETE_FAILED', `Delete canceled. ${(error as Error).message}`);
  }
  const operation = createOperation(parts, stack, { caller: deletion.caller });
  await removeResources(operation, [...stack.resources.values(), ...stack.superseded], deletion);
  if (operation.failed.length > 0) return stack.setStatus('DELETE_FAILED', failureSummary(operation));
  stack.deletedMs = stack.nextMs();
  stack.setStatus('DELETE_COMPLETE');
}
