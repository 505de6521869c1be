import type { ValueOf } from '../../gateway/shape';
import type { PolicyDocument } from '../../policy-document';
import type { Tag } from '../../tags';
import type { GRANT_OPERATIONS } from './kms-shapes';

/** Whether a key can be used. */
export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion';

/** A symmetric customer managed key. */
export interface Key {
  /** A UUID. */
  readonly id: string;
  readonly arn: string;
  /** Unix seconds. */
  readonly createdAt: number;
  /** 256 bits. */
  readonly material: Buffer;
  readonly grants: Map<string, Grant>;
  description: string;
  state: KeyState;
  policy: KeyPolicy;
  tags: readonly Tag[];
  rotation?: Rotation;
  /** End of the pending deletion, in Unix seconds. */
  deletionDate?: number;
}

/** A key policy as stored, and parsed. */
export interface KeyPolicy {
  readonly text: string;
  readonly document: PolicyDocument;
}

/** Reported rotation of a key. */
export interface Rotation {
  readonly periodDays: number;
  /** Unix seconds. */
  readonly since: number;
}

/** A permission on a key besides its policy. */
export interface Grant {
  readonly id: string;
  readonly granteePrincipal: string;
  readonly retiringPrincipal?: string;
  readonly issuingAccount: string;
  readonly operations: ValueOf<typeof GRANT_OPERATIONS>;
  readonly name?: string;
  /** Unix seconds. */
  readonly createdAt: number;
}

/** A key in CreateKey and DescribeKey. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
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
