import { randomBytes } from 'node:crypto';
import { AwsError } from '../../aws-error';
import { seal } from './ciphertext';
import { kmsAction, onKey } from './kms-action';
import { ENCRYPTION_CONTEXT, KEY_ID } from './kms-shapes';

const SPEC_BYTES = { AES_128: 16, AES_256: 32 } as const;

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html */
export const generateDataKey = kmsAction({
  input: {
    KeyId: KEY_ID,
    KeySpec: { type: 'string', enum: ['AES_128', 'AES_256'] },
    NumberOfBytes: { type: 'integer', min: 1, max: 1024 },
    EncryptionContext: ENCRYPTION_CONTEXT,
  },
  permissions: onKey('kms:GenerateDataKey'),
  run: ({ KeyId, KeySpec, NumberOfBytes, EncryptionContext }, store) => {
    const key = store.mustFindUsable(KeyId);
    if ((KeySpec === undefined) === (NumberOfBytes === undefined))
      throw new AwsError('ValidationException', 'Please specify either number of bytes or key spec.');
    const plaintext = randomBytes(KeySpec ? SPEC_BYTES[KeySpec] : NumberOfBytes!);
    return {
      KeyId: key.arn,
      Plaintext: plaintext.toString('base64'),
      CiphertextBlob: seal(key, plaintext, EncryptionContext).toString('base64'),
    };
  },
});
