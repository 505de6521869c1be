import { Lazy, type TagManager } from 'aws-cdk-lib';
import { OWNER_TAG, type TagProperties } from '../domain/contracts/tags';

/**
 * The tags of a construct for a custom resource's `Tags`, known once all of the app is there; absent where nothing is
 * tagged. The tag that the handlers know their resources by is theirs, so one of the same key goes without.
 */
export function tagProperty(tags: TagManager): TagProperties['Tags'] {
  return Lazy.any({
    produce: () => {
      const given = Object.entries(tags.tagValues()).filter(([key]) => key !== OWNER_TAG);
      return given.length > 0 ? Object.fromEntries(given) : undefined;
    },
  }) as unknown as TagProperties['Tags'];
}
