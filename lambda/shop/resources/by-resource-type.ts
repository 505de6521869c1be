import type { CustomResourceEvent, Lifecycle } from './lifecycle';

/**
 * Finds the lifecycle for a request by its resource type. A kind is loaded on first use, so that a kind that fails to
 * load does not block the deletions of the others.
 *
 * @throws Error for a resource type that is not in the table
 */
export function byResourceType(
  kinds: Readonly<Record<string, () => Lifecycle<never>>>,
): (event: CustomResourceEvent<never>) => Lifecycle<never> {
  const loaded = new Map<string, Lifecycle<never>>();
  return ({ ResourceType: type }) => {
    if (!Object.hasOwn(kinds, type))
      throw new Error(`This function does not handle ${type}. Supported: ${Object.keys(kinds).join(', ')}`);
    const lifecycle = loaded.get(type) ?? kinds[type]();
    loaded.set(type, lifecycle);
    return lifecycle;
  };
}
