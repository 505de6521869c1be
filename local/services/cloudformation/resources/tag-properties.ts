import type { Fields } from '../../../gateway/shape';
import type { Tag } from '../../../tags';

/** The `Tags` property as most resource types have it. */
export const TAGS = {
  type: 'list',
  max: 50,
  of: {
    type: 'structure',
    fields: {
      Key: { type: 'string', required: true, min: 1, max: 128 },
      Value: { type: 'string', required: true, max: 256 },
    },
  },
} as const satisfies Fields[string];

/** Tags as the services that have a map of them write them. */
export const tagMap = (tags: readonly Tag[] = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

/** What has to be called to get from some tags to others. */
export function tagChanges(
  before: readonly Tag[] = [],
  after: readonly Tag[] = [],
): { added: Tag[]; removedKeys: string[] } {
  const [old, wanted] = [tagMap(before), tagMap(after)];
  return {
    added: after.filter(({ Key, Value }) => old[Key] !== Value),
    removedKeys: Object.keys(old).filter((key) => !(key in wanted)),
  };
}
