import { AwsError } from '../../aws-error';
import { keyIdOf, unseal } from './ciphertext';
import { keyNeed, kmsAction } from './kms-action';
import { ENCRYPTION_ALGORITHM, ENCRYPTION_CONTEXT, KEY_ID } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
export const decrypt = kmsAction({
  input: {
    CiphertextBlob: { type: 'string', required: true, min: 1 },
    EncryptionContext: ENCRYPTION_CONTEXT,
    EncryptionAlgorithm: ENCRYPTION_ALGORITHM,
    KeyId: { ...KEY_ID, required: undefined },
  },
  permissions: ({ CiphertextBlob, KeyId = keyIdOf(Buffer.from(CiphertextBlob, 'base64')) }, store) => [
    keyNeed('kms:Decrypt', KeyId, store),
  ],
  run: ({ CiphertextBlob, EncryptionContext, KeyId }, store) => {
    const ciphertext = Buffer.from(CiphertextBlob, 'base64');
    const sealedWith = store.find(keyIdOf(ciphertext));
    if (!sealedWith)
      throw new AwsError('InvalidCiphertextException', 'No key of this region made the ciphertext.');
    const key = store.mustFindUsable(KeyId ?? sealedWith.id);
    if (key !== sealedWith)
      throw new AwsError(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      );
    const Plaintext = unseal(key, ciphertext, EncryptionContext).toString('base64');
    return { KeyId: key.arn, Plaintext, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  },
});
