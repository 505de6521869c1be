import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { mergeTags, withoutTags, type Tag } from '../../tags';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID, TAGS, PAGING } from './kms-shapes';

/** A tag in this service's format. */
export interface KmsTag {
  readonly TagKey: string;
  readonly TagValue: string;
}

/** Converts tags to AWS's usual format. @throws AwsError `TagException` */
export function tagsOf(tags: readonly KmsTag[] = []): Tag[] {
  const keys = tags.map(({ TagKey }) => TagKey);
  if (keys.length > MAX_TAGS) throw new AwsError('TagException', 'Too many tags');
  if (new Set(keys).size < keys.length) throw new AwsError('TagException', 'Duplicate tag keys');
  if (keys.some((key) => /^aws:/i.test(key)))
    throw new AwsError('TagException', 'Tags beginning with aws: are reserved');
  return tags.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }));
}

const MAX_TAGS = 50;

/** Converts tags to this service's format. */
const kmsTags = (tags: readonly Tag[]): KmsTag[] =>
  tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html */
export const tagResource = kmsAction({
  input: { KeyId: KEY_ID, Tags: { ...TAGS, required: true } },
  permissions: onKey('kms:TagResource'),
  run: ({ KeyId, Tags }, store) => {
    const key = store.mustFindLasting(KeyId);
    key.tags = mergeTags(key.tags, tagsOf(Tags));
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html */
export const untagResource = kmsAction({
  input: {
    KeyId: KEY_ID,
    TagKeys: { type: 'list', required: true, of: { type: 'string', min: 1, max: 128 } },
  },
  permissions: onKey('kms:UntagResource'),
  run: ({ KeyId, TagKeys }, store) => {
    const key = store.mustFindLasting(KeyId);
    key.tags = withoutTags(key.tags, TagKeys);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html */
export const listResourceTags = kmsAction({
  input: { KeyId: KEY_ID, ...PAGING },
  permissions: onKey('kms:ListResourceTags'),
  run: ({ KeyId, Limit = 50, Marker }, store) => {
    const tags = kmsTags(store.mustFind(KeyId).tags).sort((a, b) => (a.TagKey < b.TagKey ? -1 : 1));
    const page = { size: Limit, token: Marker };
    const { items, nextToken } = pageOf(tags, ({ TagKey }) => TagKey, page, 'InvalidMarkerException');
    return { Tags: items, Truncated: nextToken !== undefined, NextMarker: nextToken };
  },
});
