import { Lazy, type TagManager } from 'aws-cdk-lib';
import { OWNER_TAG, type TagProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';

/**
 * A construct's tags for the `Tags` property of a custom resource, resolved at synth; absent without tags. The owner
 * tag is reserved for the handlers, so a tag with its key is dropped.
 */
export function tagProperty(tags: TagManager): TagProperties['Tags'] {
  return Lazy.any({
    produce: () => {
      const given = Object.entries(tags.tagValues()).filter(([key]) => key !== OWNER_TAG);
      return given.length > 0 ? Object.fromEntries(given) : undefined;
    },
  }) as unknown as TagProperties['Tags'];
}
