import { DeleteRoleCommand, DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import { DeleteBucketCommand, DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ImportPlaceNames } from './import-places';
import type { ParityClients } from './parity-clients';

const GONE = ['NoSuchBucket', 'NoSuchEntityException', 'NoSuchEntity'];

/** Removes the bucket and the role of a shop's imports; returns what could not be, each with the reason. */
export async function removeImportPlace(
  { s3, iam }: Pick<ParityClients, 's3' | 'iam'>,
  { bucket: Bucket, role: RoleName, policy: PolicyName }: ImportPlaceNames,
): Promise<string[]> {
  const removeBucket = async (): Promise<void> => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
  };
  const removeRole = async (): Promise<void> => {
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })).catch(passOverGone);
    await iam.send(new DeleteRoleCommand({ RoleName }));
  };
  const left = await Promise.all([
    removeBucket().then(nothing, (error: Error) => unlessGone(`the bucket ${Bucket}`, error)),
    removeRole().then(nothing, (error: Error) => unlessGone(`the role ${RoleName}`, error)),
  ]);
  return left.flat();
}

const nothing = (): string[] => [];

const unlessGone = (what: string, error: Error): string[] =>
  GONE.includes(error.name) ? [] : [`${what}: ${error.message}`];

function passOverGone(error: Error): void {
  if (!GONE.includes(error.name)) throw error;
}
