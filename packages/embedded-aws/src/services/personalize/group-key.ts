import { AwsError } from '../../aws-error';
import type { AwsCall } from '../../platform';
import { CreationFailure, invalidInput } from './errors';
import type { DatasetGroup } from './resource-kinds';
import { PERSONALIZE, personalizeSession } from './personalize-session';
import type { PersonalizeStore } from './personalize-store';

/** A dataset group with a key of the customer's. */
type Encrypted = DatasetGroup & Required<Pick<DatasetGroup, 'kmsKeyArn' | 'roleArn'>>;

/**
 * Takes the customer's key into use for a new dataset group, which shows whether key and role allow it.
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

/** @throws CreationFailure where the group's role has lost its key */
export async function requireKeyForCreation(group: DatasetGroup, store: PersonalizeStore): Promise<void> {
  try {
    await decryptDataKey(group, store);
  } catch (error) {
    throw asFailure(error, group);
  }
}

/** @throws AwsError `InvalidInputException` where the group's role has lost its key */
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

/** Calls of the group's role, which Personalize makes as itself, too: the key must allow both. */
function kmsOf({ arn, roleArn }: Encrypted, { platform }: PersonalizeStore): AwsCall {
  return platform.as(
    personalizeSession(roleArn, { arn, sessionName: 'personalize-dataset-group' }, platform),
  );
}

/** Whether a dataset group has a key of the customer's. */
export const isEncrypted = (group: DatasetGroup): group is Encrypted => group.kmsKeyArn !== undefined;

const asFailure = (error: unknown, group: DatasetGroup): unknown =>
  error instanceof AwsError ? new CreationFailure(reasonOf(error, group), { cause: error }) : error;

const reasonOf = ({ message }: AwsError, { kmsKeyArn }: DatasetGroup): string =>
  `Insufficient privileges for the KMS key ${kmsKeyArn}. ${message}`;
