import type { AnyResourceType } from '../resources/resource-type';
import type { Operation } from './operation';
import type { StackResource } from './stack-resource';

/**
 * Creates a resource, which takes its place in the stack as soon as that begins.
 *
 * @param verb - `UPDATE` for one that replaces another
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
