import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../../aws-error';
import type { Key } from './key';

/** Additional authenticated data: Decrypt needs the same. */
export type EncryptionContext = Readonly<Record<string, string>>;

const ALGORITHM = 'aes-256-gcm';
const ID_BYTES = 36;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts with AES-256-GCM. The ciphertext starts with the key id, so Decrypt needs none. */
export function seal(key: Key, plaintext: Buffer, context: EncryptionContext = {}): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.material, iv).setAAD(bytesOf(context));
  const content = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from(key.id), iv, cipher.getAuthTag(), content]);
}

/** Key id in a ciphertext; arbitrary text if it is malformed. */
export const keyIdOf = (ciphertext: Buffer): string => ciphertext.subarray(0, ID_BYTES).toString();

/** @throws AwsError `InvalidCiphertextException` for another context or a foreign ciphertext */
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
