import { createChanges } from '../../../changes';
import type { Platform } from '../../../platform';
import type { Tag } from '../../../tags';
import type { Target } from '../template/target';
import type { RetentionPolicy } from '../template/template';
import type { ResourceChange } from './resource-change';

/** One physical resource. During a replacement there are two per logical id. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** Set once the creation has started. */
  physicalId?: string;
  /** Whether its creation succeeded. */
  isCreated: boolean;
  /** Properties of the last call, intrinsic functions resolved. */
  properties: Readonly<Record<string, unknown>>;
  /** Tags from the template, without stack tags. */
  ownTags?: unknown;
  /** Values for Fn::GetAtt. */
  attributes: Readonly<Record<string, unknown>>;
  /** Logical ids of its dependencies; it is deleted before these. */
  dependsOn: ReadonlySet<string>;
  metadata?: unknown;
  deletionPolicy?: RetentionPolicy;
  updateReplacePolicy?: RetentionPolicy;
  /** `CREATE_COMPLETE`, `UPDATE_FAILED`, … */
  status: string;
  reason?: string;
  /** Result of the latest detection that looked for it. */
  drift?: Drift;
  /** Milliseconds since the Unix epoch. */
  updatedMs: number;
}

/** Settings of a deployment besides template and parameters. */
export interface StackSettings {
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
  /** Role that replaces the caller's permissions. */
  readonly roleArn?: string;
}

/** A stack's specification. */
export interface Deployment {
  readonly target: Target;
  readonly settings: StackSettings;
}

/** An output, with its export name, if any. */
export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** A drift detection of a stack, or its result for a resource. */
interface Drift {
  readonly status: 'DELETED' | 'DRIFTED' | 'UNKNOWN';
  /** Milliseconds since the Unix epoch. */
  readonly checkedMs: number;
}

/** An operation in progress. */
export interface RunningOperation {
  /** Fails whatever can be cancelled, as on a user's request. */
  readonly cancel: () => void;
  /** Resolves at the end, including any rollback; never rejects. */
  readonly done: Promise<void>;
}

/** A stack, also as a resource of another. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** A stack: resources, specification and history. */
export class Stack {
  readonly createdMs: number;
  status = 'REVIEW_IN_PROGRESS';
  statusReason?: string;
  updatedMs?: number;
  deletedMs?: number;
  /** Specification of the resources, or the target of the running operation. */
  deployment?: Deployment;
  /** Last successful one, the target of rollbacks. */
  lastGood?: Deployment;
  /** By logical id. */
  readonly resources = new Map<string, StackResource>();
  /** Replaced resources, to be deleted when the operation succeeds. */
  superseded: StackResource[] = [];
  /** Resources that the running operation has deleted, or given up on; those of a deleted stack stay. */
  dropped: StackResource[] = [];
  outputs: readonly StackOutput[] = [];
  /** Names of other stacks' exports in use. */
  imports: ReadonlySet<string> = new Set();
  /** Oldest first. */
  readonly events: StackEvent[] = [];
  /** Change sets that have not been executed, by name. */
  readonly changeSets = new Map<string, ChangeSet>();
  /** Oldest first. */
  readonly executedChangeSets: ChangeSet[] = [];
  changeSetId?: string;
  terminationProtection = false;
  /** What to do if its deployment fails. */
  onFailure: OnFailure = 'ROLLBACK';
  /** A rollback deletes what its deployment created, even if the template retains it. */
  retainsExceptOnCreate = false;
  timeoutInMinutes?: number;
  running?: RunningOperation;
  /** The latest detection of drift. */
  drift?: Drift & { readonly detectionId: string };
  /** Token of the running operation, for its events. */
  clientRequestToken?: string;
  /** Notifies of status changes. */
  readonly statusChanges = createChanges();
  private latestMs = 0;

  constructor(
    readonly id: string,
    readonly name: string,
    private readonly platform: Pick<Platform, 'clock' | 'newId' | 'changes' | 'emit'>,
  ) {
    this.createdMs = this.nextMs();
  }

  /** Strictly increasing time: clients sort by it. */
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

  /** Marks pending change sets as obsolete: they were computed for the former state of the stack. */
  outdateChangeSets(): void {
    for (const changeSet of this.changeSets.values())
      if (changeSet.executionStatus === 'AVAILABLE') changeSet.executionStatus = 'OBSOLETE';
  }

  /** Uses this role from now on, also in a rollback; `undefined` keeps the former one. */
  useRole(roleArn: string | undefined): void {
    if (roleArn === undefined) return;
    const withRole = ({ target, settings }: Deployment): Deployment => ({
      target,
      settings: { ...settings, roleArn },
    });
    this.deployment &&= withRole(this.deployment);
    this.lastGood &&= withRole(this.lastGood);
  }

  /** A stack being deleted emits no further events except its final status. */
  setStatus(status: string, reason?: string): void {
    if (this.isBeingDeleted && !status.startsWith('DELETE_')) return;
    this.status = status;
    this.statusReason = reason;
    this.addEvent({ logicalId: this.name, physicalId: this.id, type: STACK_TYPE, status, reason });
    this.emitStatusEvent();
    this.statusChanges.notify();
    this.platform.changes.notify();
  }

  /** Removes a resource from the stack; if it was replaced, the logical id stays. */
  drop(resource: StackResource): void {
    this.superseded = this.superseded.filter((one) => one !== resource);
    if (this.resources.get(resource.logicalId) !== resource) return;
    this.resources.delete(resource.logicalId);
    this.dropped.push(resource);
  }

  setResourceStatus(resource: StackResource, status: string, reason?: string): void {
    const { logicalId, physicalId, type } = resource;
    resource.status = status;
    resource.reason = reason;
    resource.updatedMs = this.addEvent({ logicalId, physicalId, type, status, reason });
  }

  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/event-detail-stack-status-change.html */
  private emitStatusEvent(): void {
    const { id, status, statusReason = '', clientRequestToken = '' } = this;
    this.platform.emit({
      source: 'aws.cloudformation',
      detailType: 'CloudFormation Stack Status Change',
      resources: [id],
      detail: {
        'stack-id': id,
        'status-details': { status, 'status-reason': statusReason },
        'client-request-token': clientRequestToken,
      },
    });
  }

  private addEvent(event: Omit<StackEvent, 'eventId' | 'timeMs' | 'clientRequestToken'>): number {
    const timeMs = this.nextMs();
    const { clientRequestToken } = this;
    this.events.push({ ...event, eventId: this.platform.newId(), timeMs, clientRequestToken });
    return timeMs;
  }
}

/** A change set, computed on creation. */
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
    | 'AVAILABLE'
    | 'UNAVAILABLE'
    | 'OBSOLETE'
    | 'EXECUTE_IN_PROGRESS'
    | 'EXECUTE_COMPLETE'
    | 'EXECUTE_FAILED';
  readonly onStackFailure?: OnFailure;
  readonly disableRollback?: boolean;
  readonly includeNestedStacks?: boolean;
  readonly importExistingResources?: boolean;
}

/** What to do if a deployment fails; for updates, `DELETE` means `ROLLBACK`. */
export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

/** One event of DescribeStackEvents, with CloudFormation's statuses. */
export interface StackEvent {
  readonly eventId: string;
  /** Milliseconds since the Unix epoch; unique within a stack. */
  readonly timeMs: number;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly clientRequestToken?: string;
}
