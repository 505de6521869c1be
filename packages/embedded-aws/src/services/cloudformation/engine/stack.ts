import { createChanges } from '../../../changes';
import type { Platform } from '../../../platform';
import type { Tag } from '../../../tags';
import type { Target } from '../template/target';
import type { RetentionPolicy } from '../template/template';
import type { ResourceChange } from './resource-change';

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

/** What a deployment says about the stack besides its template and parameters. */
export interface StackSettings {
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
  /** Role that CloudFormation works with, instead of the caller's permissions. */
  readonly roleArn?: string;
}

/** What a stack was told to be. */
export interface Deployment {
  readonly target: Target;
  readonly settings: StackSettings;
}

/** An output, with the name that it is exported under, if any. */
export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** An operation that goes on in the background. */
export interface RunningOperation {
  /** Lets what can be cancelled fail, as a user's request does. */
  readonly cancel: () => void;
  /** Resolves, and never rejects, at the end, which may be that of a rollback. */
  readonly done: Promise<void>;
}

const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** A stack: its resources, what they follow, and all that has happened to it. */
export class Stack {
  readonly createdMs: number;
  status = 'REVIEW_IN_PROGRESS';
  statusReason?: string;
  updatedMs?: number;
  deletedMs?: number;
  /** What the resources follow, or shall follow at the end of the operation that is running. */
  deployment?: Deployment;
  /** The last one that was reached, which a rollback goes back to. */
  lastGood?: Deployment;
  /** By logical id. */
  readonly resources = new Map<string, StackResource>();
  /** Resources that others have replaced, to be deleted when the operation ends well. */
  superseded: StackResource[] = [];
  outputs: readonly StackOutput[] = [];
  /** Names of other stacks' exports that this one uses. */
  imports: ReadonlySet<string> = new Set();
  /** Oldest first. */
  readonly events: StackEvent[] = [];
  /** Change sets that have not been executed, by name. */
  readonly changeSets = new Map<string, ChangeSet>();
  /** Oldest first. */
  readonly executedChangeSets: ChangeSet[] = [];
  changeSetId?: string;
  terminationProtection = false;
  /** What becomes of it if its deployment fails. */
  onFailure: OnFailure = 'ROLLBACK';
  /** A rollback deletes what its deployment created, even if the template retains it. */
  retainsExceptOnCreate = false;
  timeoutInMinutes?: number;
  running?: RunningOperation;
  /** The token of the operation that is running, for its events. */
  clientRequestToken?: string;
  /** Tells of every new status of the stack. */
  readonly statusChanges = createChanges();
  private latestMs = 0;

  constructor(
    readonly id: string,
    readonly name: string,
    private readonly platform: Pick<Platform, 'clock' | 'newId'>,
    /** Belongs to the CDK's bootstrap: exists from the start, and no deployment changes it. */
    readonly isBootstrap = false,
  ) {
    this.createdMs = this.nextMs();
  }

  /** The time, later than any that this stack has been told before: clients sort by it. */
  nextMs(): number {
    this.latestMs = Math.max(Math.floor(this.platform.clock.now()), this.latestMs + 1);
    return this.latestMs;
  }

  get isInProgress(): boolean {
    return this.status.endsWith('_IN_PROGRESS') && this.status !== 'REVIEW_IN_PROGRESS';
  }

  get isBeingDeleted(): boolean {
    return this.status === 'DELETE_IN_PROGRESS';
  }

  get exists(): boolean {
    return this.status !== 'DELETE_COMPLETE';
  }

  /** The stack becomes something that its pending change sets were not computed for. */
  outdateChangeSets(): void {
    for (const changeSet of this.changeSets.values())
      if (changeSet.executionStatus === 'AVAILABLE') changeSet.executionStatus = 'OBSOLETE';
  }

  /** From now on CloudFormation works with this role, in a rollback too; without one nothing changes. */
  useRole(roleArn: string | undefined): void {
    if (roleArn === undefined) return;
    const withRole = ({ target, settings }: Deployment): Deployment => ({
      target,
      settings: { ...settings, roleArn },
    });
    this.deployment &&= withRole(this.deployment);
    this.lastGood &&= withRole(this.lastGood);
  }

  /** Of a stack that is being deleted nothing is told any more but how that ends. */
  setStatus(status: string, reason?: string): void {
    if (this.isBeingDeleted && !status.startsWith('DELETE_')) return;
    this.status = status;
    this.statusReason = reason;
    this.addEvent({ logicalId: this.name, physicalId: this.id, type: STACK_TYPE, status, reason });
    this.statusChanges.notify();
  }

  setResourceStatus(resource: StackResource, status: string, reason?: string): void {
    const { logicalId, physicalId, type } = resource;
    resource.status = status;
    resource.reason = reason;
    resource.updatedMs = this.addEvent({ logicalId, physicalId, type, status, reason });
  }

  private addEvent(event: Omit<StackEvent, 'eventId' | 'timeMs' | 'clientRequestToken'>): number {
    const timeMs = this.nextMs();
    const { clientRequestToken } = this;
    this.events.push({ ...event, eventId: this.platform.newId(), timeMs, clientRequestToken });
    return timeMs;
  }
}

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
  executionStatus:
    'AVAILABLE' | 'UNAVAILABLE' | 'OBSOLETE' | 'EXECUTE_IN_PROGRESS' | 'EXECUTE_COMPLETE' | 'EXECUTE_FAILED';
  readonly onStackFailure?: OnFailure;
  readonly disableRollback?: boolean;
  readonly includeNestedStacks?: boolean;
  readonly importExistingResources?: boolean;
}

/** What becomes of a stack whose deployment fails; of one that is updated, `DELETE` means `ROLLBACK`. */
export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

/** What DescribeStackEvents tells of one step; statuses are CloudFormation's. */
export interface StackEvent {
  readonly eventId: string;
  /** Milliseconds since the Unix epoch; no two events of a stack have the same. */
  readonly timeMs: number;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly clientRequestToken?: string;
}
