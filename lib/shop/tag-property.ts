import { Lazy, type TagManager } from 'aws-cdk-lib';
import { OWNER_TAG, type TagProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';

/**
 * A construct's tags for the `Tags` property of a custom resource, resolved at synth; undefined without tags. A tag
 * with the key of the owner tag is dropped, because handlers use that key.
 */
export function tagProperty(tags: TagManager): TagProperties['Tags'] {
  return Lazy.any({
    produce: () => {
      const given = Object.entries(tags.tagValues()).filter(([key]) => key !== OWNER_TAG);
      return given.length > 0 ? Object.fromEntries(given) : undefined;
    },
  }) as unknown as TagProperties['Tags'];
}
