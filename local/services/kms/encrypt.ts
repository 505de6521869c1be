import { AwsError } from '../../aws-error';
import { seal } from './ciphertext';
import { kmsAction, onKey } from './kms-action';
import { ENCRYPTION_ALGORITHM, ENCRYPTION_CONTEXT, KEY_ID } from './kms-shapes';

const MAX_PLAINTEXT_BYTES = 4096;

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
export const encrypt = kmsAction({
  input: {
    KeyId: KEY_ID,
    Plaintext: { type: 'string', required: true },
    EncryptionContext: ENCRYPTION_CONTEXT,
    EncryptionAlgorithm: ENCRYPTION_ALGORITHM,
  },
  permissions: onKey('kms:Encrypt'),
  run: ({ KeyId, Plaintext, EncryptionContext }, store) => {
    const key = store.mustFindUsable(KeyId);
    const plaintext = Buffer.from(Plaintext, 'base64');
    if (plaintext.length === 0 || plaintext.length > MAX_PLAINTEXT_BYTES)
      throw new AwsError(
        'ValidationException',
        `Plaintext has ${plaintext.length} bytes, allowed are 1 to ${MAX_PLAINTEXT_BYTES}`,
      );
    return {
      KeyId: key.arn,
      CiphertextBlob: seal(key, plaintext, EncryptionContext).toString('base64'),
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    };
  },
});
