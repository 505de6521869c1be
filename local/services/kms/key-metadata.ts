import type { Key } from './key';

/** A key as CreateKey and DescribeKey show it. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export const keyMetadata = ({ id, arn, createdAt, description, state, deletionDate }: Key): object => ({
  AWSAccountId: arn.split(':')[4],
  KeyId: id,
  Arn: arn,
  CreationDate: createdAt,
  Enabled: state === 'Enabled',
  Description: description,
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeyState: state,
  DeletionDate: deletionDate,
  Origin: 'AWS_KMS',
  KeyManager: 'CUSTOMER',
  CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
  KeySpec: 'SYMMETRIC_DEFAULT',
  EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  MultiRegion: false,
});
