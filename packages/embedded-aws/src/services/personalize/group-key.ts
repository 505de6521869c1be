import { AwsError } from '../../aws-error';
import type { AwsCall } from '../../platform';
import { CreationFailure, invalidInput } from './errors';
import type { DatasetGroup } from './resource-kinds';
import { PERSONALIZE, personalizeSession } from './personalize-session';
import type { PersonalizeStore } from './personalize-store';

/** A dataset group with a customer managed key. */
type Encrypted = DatasetGroup & Required<Pick<DatasetGroup, 'kmsKeyArn' | 'roleArn'>>;

/**
 * Creates a data key for a new dataset group, to verify that key and role allow it.
 *
 * @throws CreationFailure
 * @see https://docs.aws.amazon.com/personalize/latest/dg/granting-personalize-key-access.html
 */
export async function takeKey(group: DatasetGroup, store: PersonalizeStore): Promise<void> {
  if (!isEncrypted(group)) return;
  const kms = kmsOf(group, store);
  const KeyId = group.kmsKeyArn;
  try {
    await kms('kms', 'DescribeKey', { KeyId });
    await kms('kms', 'ListGrants', { KeyId });
    await kms('kms', 'CreateGrant', {
      KeyId,
      GranteePrincipal: PERSONALIZE,
      Operations: ['Decrypt', 'GenerateDataKey'],
    });
    const { CiphertextBlob } = await kms<{ CiphertextBlob: string }>('kms', 'GenerateDataKey', {
      KeyId,
      KeySpec: 'AES_256',
    });
    group.dataKey = CiphertextBlob;
  } catch (error) {
    throw asFailure(error, group);
  }
  await requireKeyForCreation(group, store);
}

/** @throws CreationFailure if the group's role has lost access to its key */
export async function requireKeyForCreation(group: DatasetGroup, store: PersonalizeStore): Promise<void> {
  try {
    await decryptDataKey(group, store);
  } catch (error) {
    throw asFailure(error, group);
  }
}

/** @throws AwsError `InvalidInputException` if the group's role has lost access to its key */
export async function requireKey(group: Encrypted, store: PersonalizeStore): Promise<void> {
  try {
    await decryptDataKey(group, store);
  } catch (error) {
    throw error instanceof AwsError ? invalidInput(reasonOf(error, group)) : error;
  }
}

async function decryptDataKey(group: DatasetGroup, store: PersonalizeStore): Promise<void> {
  if (!isEncrypted(group)) return;
  await kmsOf(group, store)('kms', 'Decrypt', { KeyId: group.kmsKeyArn, CiphertextBlob: group.dataKey });
}

/** Calls KMS as the group's role and as Personalize: the key must allow both. */
function kmsOf({ arn, roleArn }: Encrypted, { platform }: PersonalizeStore): AwsCall {
  return platform.as(
    personalizeSession(roleArn, { arn, sessionName: 'personalize-dataset-group' }, platform),
  );
}

/** Whether a dataset group has a customer managed key. */
export const isEncrypted = (group: DatasetGroup): group is Encrypted => group.kmsKeyArn !== undefined;

const asFailure = (error: unknown, group: DatasetGroup): unknown =>
  error instanceof AwsError ? new CreationFailure(reasonOf(error, group), { cause: error }) : error;

const reasonOf = ({ message }: AwsError, { kmsKeyArn }: DatasetGroup): string =>
  `Insufficient privileges for the KMS key ${kmsKeyArn}. ${message}`;
