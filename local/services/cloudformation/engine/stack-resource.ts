import type { RetentionPolicy } from '../template/template';

/** One physical resource of a stack. A resource that is being replaced has two for a while. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** Known once the creation has begun. */
  physicalId?: string;
  /** Whether its creation was successful. */
  isCreated: boolean;
  /** As the template gave them, intrinsic functions resolved, to the last call that was made. */
  properties: Readonly<Record<string, unknown>>;
  /** Tags that the template gives the resource itself, without those of the stack. */
  ownTags?: unknown;
  /** What Fn::GetAtt gives. */
  attributes: Readonly<Record<string, unknown>>;
  /** Logical ids; it has to go before these. */
  dependsOn: ReadonlySet<string>;
  metadata?: unknown;
  deletionPolicy?: RetentionPolicy;
  updateReplacePolicy?: RetentionPolicy;
  /** `CREATE_COMPLETE`, `UPDATE_FAILED`, … */
  status: string;
  reason?: string;
  /** Milliseconds since the Unix epoch. */
  updatedMs: number;
}
