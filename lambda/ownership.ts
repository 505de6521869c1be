import { ListTagsForResourceCommand, type Tag } from '@aws-sdk/client-personalize';
import { OWNER_TAG } from '../domain/contracts/owner-tag';
import type { PersonalizeApi } from './personalize-api';

/** Whose a resource is, as far as its tags tell. */
export type Ownership = 'this stack' | 'another stack' | 'unknown';

/** Tags that a stack gives to what it creates. */
export function ownerTags(stackId: string): Tag[] {
  return [{ tagKey: OWNER_TAG, tagValue: stackId }];
}

/** Reads from a resource's tags whether this stack made it. */
export async function ownership(client: PersonalizeApi, arn: string, stackId: string): Promise<Ownership> {
  const { tags = [] } = await client.send(new ListTagsForResourceCommand({ resourceArn: arn }));
  const owner = tags.find(({ tagKey }) => tagKey === OWNER_TAG)?.tagValue;
  if (owner === undefined) return 'unknown';
  return owner === stackId ? 'this stack' : 'another stack';
}
