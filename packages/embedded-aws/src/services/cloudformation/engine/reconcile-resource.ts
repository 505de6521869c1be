import { resourceTypeOf } from '../resources/resource-types';
import { resolveValue } from '../template/resolve';
import type { Target } from '../template/target';
import { changeResource, createResource } from './change-resource';
import { failureReason } from './failure-reason';
import type { Operation } from './operation';
import type { StackResource } from './stack';
import { checkProperties, typedProperties, withStackTags } from './typed-properties';

/**
 * Brings one resource to its target: create, update, replace, or no-op. Never throws: a failure is recorded
 * in the events and the operation, and aborts the operation.
 *
 * @returns whether the resource reached its target
 */
export async function reconcileResource(
  operation: Operation,
  { template, graph, references }: Target,
  logicalId: string,
): Promise<boolean> {
  const { stack, scope } = operation;
  const definition = template.resources[logicalId];
  const existing = stack.resources.get(logicalId);
  const fresh: StackResource = {
    logicalId,
    type: definition.Type,
    isCreated: false,
    properties: {},
    attributes: {},
    dependsOn: graph.get(logicalId)!,
    metadata: definition.Metadata,
    deletionPolicy: definition.DeletionPolicy,
    updateReplacePolicy: definition.UpdateReplacePolicy,
    status: '',
    updatedMs: stack.createdMs,
  };
  try {
    const type = resourceTypeOf(definition.Type);
    const given = (await references.resolve(
      () => resolveValue(definition.Properties ?? {}, scope),
      operation.aws,
    )) as StackResource['properties'];
    fresh.ownTags = given.Tags;
    fresh.properties = typedProperties(withStackTags(given, stack.deployment!.settings.tags, type), type);
    checkProperties(fresh.properties, type);
    if (existing) await changeResource(operation, existing, fresh, type);
    else await createResource(operation, fresh, type, 'CREATE');
    return true;
  } catch (error) {
    const current = stack.resources.get(logicalId) ?? fresh;
    fail(operation, current, existing ? 'UPDATE' : 'CREATE', error);
    return false;
  }
}

function fail(
  operation: Operation,
  resource: StackResource,
  verb: 'CREATE' | 'UPDATE',
  error: unknown,
): void {
  const { stack, abort, failed } = operation;
  const isCancelled = abort.signal.aborted;
  const cancelled = verb === 'CREATE' ? 'Resource creation cancelled' : 'Resource update cancelled';
  stack.resources.set(resource.logicalId, resource);
  failed.push(resource.logicalId);
  abort.abort();
  stack.setResourceStatus(
    resource,
    `${verb}_FAILED`,
    isCancelled ? cancelled : failureReason(error, `${resource.type} ${resource.logicalId}`),
  );
}
