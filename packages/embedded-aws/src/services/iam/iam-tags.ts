import type { Tag } from '../../tags';
import { iamError } from './iam-errors';

const MAX_TAGS = 50;

const sameKey = (key: string): string => key.toLowerCase();

/**
 * Merges tags. IAM preserves the case of keys but compares them case-insensitively.
 *
 * @throws AwsError `InvalidInput` for a duplicate key, `LimitExceeded` beyond 50 tags
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export function mergeIamTags(tags: readonly Tag[], added: readonly Tag[]): Tag[] {
  if (new Set(added.map(({ Key }) => sameKey(Key))).size < added.length)
    throw iamError(
      'InvalidInput',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  const merged = new Map([...tags, ...added].map((tag) => [sameKey(tag.Key), tag]));
  if (merged.size > MAX_TAGS)
    throw iamError('LimitExceeded', `Cannot exceed quota for TagsPerRole: ${MAX_TAGS}`);
  return [...merged.values()];
}

/** Tags without the given keys, case-insensitive. */
export function withoutIamTags(tags: readonly Tag[], keys: readonly string[]): Tag[] {
  const gone = new Set(keys.map(sameKey));
  return tags.filter(({ Key }) => !gone.has(sameKey(Key)));
}
