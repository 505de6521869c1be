import { AwsError } from '../../aws-error';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html */
export const revokeGrant = kmsAction({
  input: { KeyId: KEY_ID, GrantId: { type: 'string', required: true, min: 1, max: 128 } },
  permissions: onKey('kms:RevokeGrant'),
  run: ({ KeyId, GrantId }, store) => {
    if (!store.mustFind(KeyId).grants.delete(GrantId))
      throw new AwsError('NotFoundException', `Grant ID ${GrantId} not found`);
    return undefined;
  },
});
