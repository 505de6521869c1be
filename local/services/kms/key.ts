import type { PolicyDocument } from '../../policy-document';
import type { Tag } from '../../tags';
import type { Grant } from './grant';

/** Whether a key can be used. */
export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion';

/** A symmetric key of the customer's. */
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
  /** When a key that is pending deletion is gone, in Unix seconds. */
  deletionDate?: number;
}

/** A key policy as it was put, and what it says. */
export interface KeyPolicy {
  readonly text: string;
  readonly document: PolicyDocument;
}

/** The rotation that a key is said to have. */
export interface Rotation {
  readonly periodDays: number;
  /** Unix seconds. */
  readonly since: number;
}
