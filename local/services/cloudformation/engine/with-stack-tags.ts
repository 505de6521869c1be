import type { AnyResourceType } from '../resources/resource-type';
import { mergeTags, type Tag } from '../../../tags';

/** Adds the stack's tags to a resource that takes tags and does not give these itself. */
export function withStackTags(
  properties: Readonly<Record<string, unknown>>,
  stackTags: readonly Tag[],
  type: AnyResourceType,
): Readonly<Record<string, unknown>> {
  const shape = type.properties.Tags;
  if (stackTags.length === 0 || !shape) return properties;
  if (shape.type === 'map') {
    const inherited = Object.fromEntries(stackTags.map(({ Key, Value }) => [Key, Value]));
    return { ...properties, Tags: { ...inherited, ...(properties.Tags as Record<string, string>) } };
  }
  return { ...properties, Tags: mergeTags(stackTags, (properties.Tags ?? []) as readonly Tag[]) };
}
