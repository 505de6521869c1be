import type { KmsEncryption, Bucket } from './bucket';
import { AwsError } from '../../aws-error';
import type { Caller } from '../../authorization/principal';
import { s3Error } from './s3-errors';
import type { S3Store } from './s3-store';

/** Encryption members of a write request. */
export interface EncryptionInput {
  readonly Key: string;
  readonly ServerSideEncryption?: 'AES256' | 'aws:kms';
  readonly SSEKMSKeyId?: string;
  readonly BucketKeyEnabled?: boolean;
}

/**
 * Gets a data key for a write, as the caller; undefined for S3's own key.
 *
 * @throws AwsError `InvalidArgument`, `AccessDenied`, or KMS's error prefixed with `KMS.`
 */
export async function beginEncryption(
  input: EncryptionInput,
  bucket: Bucket,
  store: S3Store,
  caller: Caller,
): Promise<KmsEncryption | undefined> {
  const [{ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled = false }] =
    bucket.encryption.Rules;
  const algorithm = input.ServerSideEncryption ?? byDefault?.SSEAlgorithm;
  if (algorithm !== 'aws:kms') {
    if (input.SSEKMSKeyId === undefined) return undefined;
    throw s3Error('InvalidArgument', 'A KMS key can only be used with the encryption aws:kms.');
  }
  const KeyId = input.SSEKMSKeyId ?? byDefault?.KMSMasterKeyID;
  if (KeyId === undefined) throw withoutManagedKey();
  const hasBucketKey = input.BucketKeyEnabled ?? BucketKeyEnabled;
  const context = { 'aws:s3:arn': `arn:aws:s3:::${bucket.name}${hasBucketKey ? '' : `/${input.Key}`}` };
  const generated = await asS3Error(
    store.platform.as(caller, bucket.region)<{ KeyId: string; CiphertextBlob: string }>(
      'kms',
      'GenerateDataKey',
      { KeyId, KeySpec: 'AES_256', EncryptionContext: context },
    ),
  );
  return { keyArn: generated.KeyId, hasBucketKey, dataKey: generated.CiphertextBlob, context };
}

/**
 * Decrypts a data key, as the caller.
 *
 * @throws AwsError `AccessDenied`, or KMS's error prefixed with `KMS.`
 */
export async function requireDecryption(
  encryption: KmsEncryption | undefined,
  store: S3Store,
  caller: Caller,
): Promise<void> {
  if (!encryption) return;
  const { keyArn, dataKey, context } = encryption;
  const region = keyArn.split(':')[3];
  await asS3Error(
    store.platform.as(caller, region)('kms', 'Decrypt', {
      KeyId: keyArn,
      CiphertextBlob: dataKey,
      EncryptionContext: context,
    }),
  );
}

/** Encryption as output members. */
export const encryptionMembers = (encryption: KmsEncryption | undefined): object =>
  encryption
    ? {
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: encryption.keyArn,
        ...(encryption.hasBucketKey && { BucketKeyEnabled: true }),
      }
    : { ServerSideEncryption: 'AES256' };

/** Error for `aws:kms` without a key, which on AWS means an AWS managed one. */
export const withoutManagedKey = (): AwsError =>
  s3Error(
    'NotImplemented',
    'The embedded AWS has no key aws/s3: aws:kms needs the id, the ARN or an alias of a key.',
  );

async function asS3Error<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'AccessDeniedException') throw s3Error('AccessDenied', error.message);
    throw new AwsError(`KMS.${error.code}`, error.message);
  }
}
