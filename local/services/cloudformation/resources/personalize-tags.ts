import type { Tag } from '../../../tags';

/** Tags as Personalize writes them. */
export const personalizeTags = (tags: readonly Tag[] = []): object[] =>
  tags.map(({ Key, Value }) => ({ tagKey: Key, tagValue: Value }));
