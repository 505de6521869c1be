import { isDeepStrictEqual } from 'node:util';
import type { AnyResourceType } from '../resources/resource-type';
import { isRecord } from '../../../bounded-json';
import type { StackResource } from './stack';

/** Names of changed properties, sorted. */
export function changedProperties(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isDeepStrictEqual(before[name], after[name])).sort();
}

/** The state that determines whether a resource changes. */
export type ResourceState = Pick<StackResource, 'properties' | 'ownTags'>;

/**
 * Names of properties that differ between a resource and its target, sorted. Tags that move between template
 * and stack count as a change even if their union stays the same: whether CloudFormation compares them
 * separately is undocumented, and separately is stricter.
 */
export function changesOf(before: ResourceState, after: ResourceState): string[] {
  const changed = changedProperties(before.properties, after.properties);
  const isRetagged = !isDeepStrictEqual(before.ownTags, after.ownTags);
  return isRetagged && !changed.includes('Tags') ? [...changed, 'Tags'].sort() : changed;
}

/** Whether a property change requires replacement. */
export const isRecreatedFor = (
  name: string,
  before: ResourceState,
  after: ResourceState,
  { createOnly = [] }: AnyResourceType,
): boolean =>
  createOnly.some((path) => {
    const [first, ...below] = path.split('.');
    if (first !== name) return false;
    return below.length === 0 || !isDeepStrictEqual(memberAt(before, path), memberAt(after, path));
  });

const memberAt = ({ properties }: ResourceState, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), properties);
