import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../../aws-error';
import type { Key } from './key';

/** Bound to a ciphertext: who decrypts it must say the same. */
export type EncryptionContext = Readonly<Record<string, string>>;

const ALGORITHM = 'aes-256-gcm';
const ID_BYTES = 36;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts with AES-256-GCM. The ciphertext begins with the key's id, so that Decrypt need not be told. */
export function seal(key: Key, plaintext: Buffer, context: EncryptionContext = {}): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.material, iv).setAAD(bytesOf(context));
  const content = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from(key.id), iv, cipher.getAuthTag(), content]);
}

/** The id of the key that made a ciphertext, or what stands in its place. */
export const keyIdOf = (ciphertext: Buffer): string => ciphertext.subarray(0, ID_BYTES).toString();

/** @throws AwsError `InvalidCiphertextException` for another context, or bytes that the key did not make */
export function unseal(key: Key, ciphertext: Buffer, context: EncryptionContext = {}): Buffer {
  const at = [ID_BYTES, ID_BYTES + IV_BYTES, ID_BYTES + IV_BYTES + TAG_BYTES];
  try {
    const decipher = createDecipheriv(ALGORITHM, key.material, ciphertext.subarray(at[0], at[1]))
      .setAAD(bytesOf(context))
      .setAuthTag(ciphertext.subarray(at[1], at[2]));
    return Buffer.concat([decipher.update(ciphertext.subarray(at[2])), decipher.final()]);
  } catch {
    throw new AwsError(
      'InvalidCiphertextException',
      'The ciphertext, or its encryption context, is not that of the key.',
    );
  }
}

const bytesOf = (context: EncryptionContext): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort()));
