import { randomBytes } from 'node:crypto';
import { AwsError } from '../../aws-error';
import { seal, keyIdOf, unseal } from './ciphertext';
import { kmsAction, onKeyOrAlias } from './kms-action';
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
  permissions: onKeyOrAlias('kms:Encrypt'),
  run: ({ KeyId, Plaintext, EncryptionContext }, store) => {
    const key = store.mustFindUsable(store.behindAlias(KeyId));
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

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
export const decrypt = kmsAction({
  input: {
    CiphertextBlob: { type: 'string', required: true, min: 1 },
    EncryptionContext: ENCRYPTION_CONTEXT,
    EncryptionAlgorithm: ENCRYPTION_ALGORITHM,
    KeyId: { ...KEY_ID, required: undefined },
  },
  permissions: (
    { CiphertextBlob, EncryptionContext, KeyId = keyIdOf(Buffer.from(CiphertextBlob, 'base64')) },
    store,
  ) => onKeyOrAlias('kms:Decrypt')({ KeyId, EncryptionContext }, store),
  run: ({ CiphertextBlob, EncryptionContext, KeyId }, store) => {
    const ciphertext = Buffer.from(CiphertextBlob, 'base64');
    const sealedWith = store.find(keyIdOf(ciphertext));
    if (!sealedWith)
      throw new AwsError('InvalidCiphertextException', 'No key of this region made the ciphertext.');
    const key = store.mustFindUsable(KeyId === undefined ? sealedWith.id : store.behindAlias(KeyId));
    if (key !== sealedWith)
      throw new AwsError(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      );
    const Plaintext = unseal(key, ciphertext, EncryptionContext).toString('base64');
    return { KeyId: key.arn, Plaintext, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  },
});

const SPEC_BYTES = { AES_128: 16, AES_256: 32 } as const;

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html */
export const generateDataKey = kmsAction({
  input: {
    KeyId: KEY_ID,
    KeySpec: { type: 'string', enum: ['AES_128', 'AES_256'] },
    NumberOfBytes: { type: 'integer', min: 1, max: 1024 },
    EncryptionContext: ENCRYPTION_CONTEXT,
  },
  permissions: onKeyOrAlias('kms:GenerateDataKey'),
  run: ({ KeyId, KeySpec, NumberOfBytes, EncryptionContext }, store) => {
    const key = store.mustFindUsable(store.behindAlias(KeyId));
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
