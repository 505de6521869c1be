import { RefusedUpdate, type AnyResourceType } from '../resources/resource-type';
import type { Operation } from './operation';
import type { StackResource } from './stack';
import { changesOf, isRecreatedFor } from './changes-of';
import { removeResource } from './remove-resources';

/**
 * Creates a resource; it joins the stack as soon as the creation starts.
 *
 * @param verb - `UPDATE` for a replacement
 */
export async function createResource(
  { stack, contextOf }: Operation,
  resource: StackResource,
  type: AnyResourceType,
  verb: 'CREATE' | 'UPDATE',
): Promise<void> {
  stack.resources.set(resource.logicalId, resource);
  if (verb === 'CREATE') stack.setResourceStatus(resource, 'CREATE_IN_PROGRESS');
  else resource.status = 'UPDATE_IN_PROGRESS';
  const context = contextOf(resource);
  const { physicalId, attributes = {} } = await type.create(resource.properties as never, context);
  if (resource.physicalId === undefined) context.initiated(physicalId);
  resource.attributes = attributes;
  resource.isCreated = true;
  stack.setResourceStatus(resource, `${verb}_COMPLETE`);
}

/** Brings an existing resource to its target: update in place, replacement, or no-op. */
export async function changeResource(
  operation: Operation,
  existing: StackResource,
  fresh: StackResource,
  type: AnyResourceType,
): Promise<void> {
  const changed = changesOf(existing, fresh);
  const isReplaced =
    !existing.isCreated || changed.some((name) => isRecreatedFor(name, existing, fresh, type));
  if (isReplaced) return replace(operation, existing, fresh, type);
  adoptAttributes(existing, fresh);
  const hasFailed = existing.status.endsWith('_FAILED');
  if (changed.length > 0 || (hasFailed && type.update)) await update(operation, existing, fresh, type);
  else if (hasFailed) operation.stack.setResourceStatus(existing, 'UPDATE_COMPLETE');
}

/** Attributes besides properties change without a call. */
function adoptAttributes(existing: StackResource, fresh: StackResource): void {
  const { dependsOn, metadata, deletionPolicy, updateReplacePolicy } = fresh;
  Object.assign(existing, { dependsOn, metadata, deletionPolicy, updateReplacePolicy });
}

async function update(
  { stack, contextOf }: Operation,
  resource: StackResource,
  { properties, ownTags }: StackResource,
  type: AnyResourceType,
): Promise<void> {
  const before = { ...resource };
  const physicalId = before.physicalId!;
  stack.setResourceStatus(resource, 'UPDATE_IN_PROGRESS');
  Object.assign(resource, { properties, ownTags });
  const context = { ...contextOf(resource), physicalId, previous: before.properties as never };
  const handled = await type.update!(properties as never, context).catch((error: unknown) => {
    if (error instanceof RefusedUpdate)
      Object.assign(resource, { properties: before.properties, ownTags: before.ownTags });
    throw error;
  });
  resource.attributes = handled?.attributes ?? resource.attributes;
  if (handled?.physicalId !== undefined && handled.physicalId !== physicalId) {
    resource.physicalId = handled.physicalId;
    stack.superseded.push(before);
  }
  stack.setResourceStatus(resource, 'UPDATE_COMPLETE');
}

async function replace(
  operation: Operation,
  existing: StackResource,
  fresh: StackResource,
  type: AnyResourceType,
): Promise<void> {
  const { stack } = operation;
  const earlier = stack.superseded.find(
    (resource) => resource.logicalId === fresh.logicalId && changesOf(resource, fresh).length === 0,
  );
  stack.setResourceStatus(
    existing,
    'UPDATE_IN_PROGRESS',
    earlier
      ? undefined
      : 'Requested update requires the creation of a new physical resource; hence creating one.',
  );
  if (type.replacement === 'delete-then-create' && existing.physicalId !== undefined) {
    await removeResource(operation, existing);
    existing.physicalId = undefined;
    existing.isCreated = false;
  }
  if (existing.physicalId !== undefined) stack.superseded.push({ ...existing });
  if (!earlier) return createResource(operation, fresh, type, 'UPDATE');
  // Rollback of a replacement: the old resource still exists.
  stack.superseded = stack.superseded.filter((resource) => resource !== earlier);
  stack.resources.set(earlier.logicalId, earlier);
  stack.setResourceStatus(earlier, 'UPDATE_COMPLETE');
}
