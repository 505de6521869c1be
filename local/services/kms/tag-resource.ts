import { mergeTags } from '../../tags';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID, TAGS } from './kms-shapes';
import { tagsOf } from './kms-tags';

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
