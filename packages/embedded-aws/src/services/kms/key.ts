import type { ValueOf } from '../../gateway/shape';
import type { PolicyDocument } from '../../policy-document';
import type { Tag } from '../../tags';
import type { GRANT_OPERATIONS } from './kms-shapes';

/** Whether a key can be used. */
export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion';

/** What a key is for, by its spec. @see https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html */
export const KEY_USAGES = { SYMMETRIC_DEFAULT: 'ENCRYPT_DECRYPT', HMAC_256: 'GENERATE_VERIFY_MAC' } as const;

/** `SYMMETRIC_DEFAULT` or `HMAC_256`. */
export type KeySpec = keyof typeof KEY_USAGES;

/** A customer managed key. */
export interface Key {
  readonly spec: KeySpec;
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
export const keyMetadata = ({ id, arn, spec, createdAt, description, state, deletionDate }: Key): object => ({
  AWSAccountId: arn.split(':')[4],
  KeyId: id,
  Arn: arn,
  CreationDate: createdAt,
  Enabled: state === 'Enabled',
  Description: description,
  KeyUsage: KEY_USAGES[spec],
  KeyState: state,
  DeletionDate: deletionDate,
  Origin: 'AWS_KMS',
  KeyManager: 'CUSTOMER',
  CustomerMasterKeySpec: spec,
  KeySpec: spec,
  ...(spec === 'HMAC_256'
    ? { MacAlgorithms: ['HMAC_SHA_256'] }
    : { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] }),
  MultiRegion: false,
});
