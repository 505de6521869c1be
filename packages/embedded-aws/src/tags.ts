import type { Shape } from './gateway/shape';

/** A tag as most AWS services write it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Input shape of tags in most AWS services. */
export const TAG_LIST = {
  type: 'list',
  max: 50,
  of: {
    type: 'structure',
    fields: {
      Key: { type: 'string', required: true, min: 1, max: 128 },
      Value: { type: 'string', required: true, max: 256 },
    },
  },
} as const satisfies Shape;

/** Merges tags; added values replace those of the same key. */
export function mergeTags(tags: readonly Tag[], added: readonly Tag[]): Tag[] {
  return [...new Map([...tags, ...added].map(({ Key, Value }) => [Key, Value]))].map(([Key, Value]) => ({
    Key,
    Value,
  }));
}

/** Tags without those of the given keys. */
export const withoutTags = (tags: readonly Tag[], keys: readonly string[]): Tag[] =>
  tags.filter(({ Key }) => !keys.includes(Key));

/** Tags as a map, for services that write them so. */
export const tagMap = (tags: readonly Tag[] = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

/** Inverse of {@link tagMap}. */
export const tagsOfMap = (tags: Readonly<Record<string, string>>): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
