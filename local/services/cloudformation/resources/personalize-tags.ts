import type { AwsCall } from '../../../platform';
import type { Tag } from '../../../tags';
import { tagChanges } from './tag-properties';

/** Tags as Personalize writes them. */
export const personalizeTags = (tags: readonly Tag[] = []): object[] =>
  tags.map(({ Key, Value }) => ({ tagKey: Key, tagValue: Value }));

/** Gives a resource of Personalize other tags. */
export async function changePersonalizeTags(
  resourceArn: string,
  before: readonly Tag[] | undefined,
  after: readonly Tag[] | undefined,
  aws: AwsCall,
): Promise<void> {
  const { added, removedKeys } = tagChanges(before, after);
  if (removedKeys.length > 0)
    await aws('personalize', 'UntagResource', { resourceArn, tagKeys: removedKeys });
  if (added.length > 0)
    await aws('personalize', 'TagResource', { resourceArn, tags: personalizeTags(added) });
}
