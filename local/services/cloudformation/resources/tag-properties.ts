import { tagMap, type Tag } from '../../../tags';

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

/** Tags as Personalize writes them. */
export const personalizeTags = (tags: readonly Tag[] = []): object[] =>
  tags.map(({ Key, Value }) => ({ tagKey: Key, tagValue: Value }));
