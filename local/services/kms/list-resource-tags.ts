import { pageOf } from '../../gateway/page';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID, PAGING } from './kms-shapes';
import { kmsTags } from './kms-tags';

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
