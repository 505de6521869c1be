import type { CustomResourceEvent, Lifecycle } from './lifecycle';

/** One lifecycle for the resource types that share a provider. */
export function byResourceType(kinds: Readonly<Record<string, Lifecycle<never>>>): Lifecycle<never> {
  const kindOf = ({ ResourceType }: CustomResourceEvent<never>): Lifecycle<never> => {
    const kind = kinds[ResourceType];
    if (kind) return kind;
    throw new Error(
      `This function does not handle ${ResourceType}. Supported: ${Object.keys(kinds).join(', ')}`,
    );
  };
  return {
    physicalId: (event) => kindOf(event).physicalId(event),
    admit: async (event) => kindOf(event).admit?.(event),
    ensure: (event, minutes) => kindOf(event).ensure(event, minutes),
    attributes: async (event) => {
      const kind = kindOf(event);
      return kind.attributes ? kind.attributes(event) : {};
    },
    remove: (event, minutes) => kindOf(event).remove(event, minutes),
  };
}
