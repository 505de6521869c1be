import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type Tag,
} from '@aws-sdk/client-personalize';
import type { TagProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { PersonalizeApi } from './personalize-api';

/** Tags in Personalize's format. */
export const tagList = (tags: Readonly<Record<string, string>> = {}): Tag[] =>
  Object.entries(tags).map(([tagKey, tagValue]) => ({ tagKey, tagValue }));

/**
 * Applies the difference between two templates' tags to a resource. Idempotent; tags that somebody added by hand are
 * untouched.
 */
export async function changeTags(
  client: PersonalizeApi,
  resourceArn: string,
  { Tags: before = {} }: TagProperties,
  { Tags: after = {} }: TagProperties,
): Promise<void> {
  const added = Object.entries(after).filter(([key, value]) => before[key] !== value);
  const tagKeys = Object.keys(before).filter((key) => !(key in after));
  if (added.length > 0)
    await client.send(new TagResourceCommand({ resourceArn, tags: tagList(Object.fromEntries(added)) }));
  if (tagKeys.length > 0) await client.send(new UntagResourceCommand({ resourceArn, tagKeys }));
}

/** The tags of a resource that the template has, too. Others may belong to somebody else. */
export async function tagsLike(
  client: PersonalizeApi,
  resourceArn: string,
  { Tags: wanted = {} }: TagProperties,
): Promise<TagProperties> {
  if (Object.keys(wanted).length === 0) return {};
  const { tags = [] } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
  const found = tags.filter(({ tagKey = '' }) => tagKey in wanted);
  return { Tags: Object.fromEntries(found.map(({ tagKey = '', tagValue = '' }) => [tagKey, tagValue])) };
}
