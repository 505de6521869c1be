import { AwsError } from '../../aws-error';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

/** The key comes back disabled. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html */
export const cancelKeyDeletion = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:CancelKeyDeletion'),
  run: ({ KeyId }, store) => {
    const key = store.mustFind(KeyId);
    if (key.state !== 'PendingDeletion')
      throw new AwsError('KMSInvalidStateException', `${key.arn} is not pending deletion.`);
    key.deletionDate = undefined;
    key.state = 'Disabled';
    return { KeyId: key.arn };
  },
});
