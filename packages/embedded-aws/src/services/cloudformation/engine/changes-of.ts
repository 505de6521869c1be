import { isDeepStrictEqual } from 'node:util';
import type { AnyResourceType } from '../resources/resource-type';
import { isRecord } from '../../../bounded-json';
import type { StackResource } from './stack';

/** Names of the properties whose values differ, sorted. */
export function changedProperties(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isDeepStrictEqual(before[name], after[name])).sort();
}

/** What decides whether a resource changes. */
export type ResourceState = Pick<StackResource, 'properties' | 'ownTags'>;

/**
 * Names of the properties that differ between a resource and what it shall be, sorted. Tags that go from the template to
 * the stack, or back, are a change even if together they stay the same: whether CloudFormation compares them apart is not
 * documented, and apart is stricter.
 */
export function changesOf(before: ResourceState, after: ResourceState): string[] {
  const changed = changedProperties(before.properties, after.properties);
  const isRetagged = !isDeepStrictEqual(before.ownTags, after.ownTags);
  return isRetagged && !changed.includes('Tags') ? [...changed, 'Tags'].sort() : changed;
}

/** Whether a property that changes, or what changes of it, makes another resource. */
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
