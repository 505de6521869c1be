import { walk } from '../template/dependency-graph';
import type { Target } from '../template/target';
import { failureReason } from './failure-reason';
import type { EngineParts, Operation } from './operation';
import { reconcileResource } from './reconcile-resource';
import { refuseUsedExports, resolveOutputs } from './stack-outputs';

/**
 * Brings all resources of the target to their state, in parallel as far as dependencies allow, then the
 * outputs. Resources not in the target are left alone.
 *
 * @param skip - logical ids to treat as done
 * @returns undefined, or why the target was not reached
 */
export async function reachTarget(
  operation: Operation,
  target: Target,
  { exports }: EngineParts,
  skip: readonly string[] = [],
): Promise<string | undefined> {
  const { stack, abort, failed } = operation;
  const isReached = await walk(
    target.graph,
    async (logicalId) => {
      const resource = stack.resources.get(logicalId);
      if (!resource || !skip.includes(logicalId)) return reconcileResource(operation, target, logicalId);
      stack.setResourceStatus(resource, 'UPDATE_COMPLETE');
      return true;
    },
    abort.signal,
  );
  if (!isReached) return failed.length > 0 ? failureSummary(operation) : 'Cancelled by the user. ';
  try {
    const outputs = await target.references.resolve(
      () => resolveOutputs(target, operation.scope),
      operation.aws,
    );
    refuseUsedExports(stack, outputs, exports);
    stack.outputs = outputs;
    stack.imports = operation.imports;
    return undefined;
  } catch (error) {
    return failureReason(error, `the outputs of ${stack.name}`);
  }
}

/** Failed resources and actions, in CloudFormation's words. */
export function failureSummary({ stack, failed }: Operation): string {
  return ['create', 'update', 'delete']
    .map((verb) => {
      const status = `${verb.toUpperCase()}_FAILED`;
      const ids = failed.filter((logicalId) => stack.resources.get(logicalId)?.status === status);
      return ids.length > 0 ? `The following resource(s) failed to ${verb}: [${ids.join(', ')}]. ` : '';
    })
    .join('');
}
