import type { ResourceChange } from './resource-change';
import type { Deployment } from './stack';

/** A change set, computed when it is created. */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description?: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdMs: number;
  readonly deployment: Deployment;
  readonly changes: readonly ResourceChange[];
  readonly status: 'CREATE_COMPLETE' | 'FAILED';
  readonly statusReason?: string;
  executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_COMPLETE';
  readonly onStackFailure?: OnFailure;
  readonly disableRollback?: boolean;
  readonly includeNestedStacks?: boolean;
  readonly importExistingResources?: boolean;
}

/** What becomes of a stack whose deployment fails; of one that is updated, `DELETE` means `ROLLBACK`. */
export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
