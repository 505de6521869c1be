import { withoutTags } from '../../tags';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

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
