import type { Tag } from '@aws-sdk/client-personalize';

/** Tags as Personalize takes them. */
export const tagList = (tags: Readonly<Record<string, string>> = {}): Tag[] =>
  Object.entries(tags).map(([tagKey, tagValue]) => ({ tagKey, tagValue }));
