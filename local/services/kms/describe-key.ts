import { keyMetadata } from './key-metadata';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
export const describeKey = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:DescribeKey'),
  run: ({ KeyId }, store) => ({ KeyMetadata: keyMetadata(store.mustFind(KeyId)) }),
});
