import { TagResourceCommand, type Tag } from '@aws-sdk/client-personalize';
import { OWNER_TAG, type TagProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { changeTags, tagList, tagsLike } from './change-tags';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from './lifecycle';
import { unchanging, type Reading } from './moved';
import { isNewerThan, ownership, ownerTags, type Ownership } from './ownership';
import {
  CREATE_FAILED,
  isBeingDeleted,
  isInTransition,
  unlessGone,
  type PersonalizeApi,
} from './personalize-api';
import { takeBack, type StackView } from './stack-view';

/** A Describe response. */
export interface Description<Properties> {
  readonly status: string;
  readonly failureReason?: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  /** Properties that cannot be changed. */
  readonly fixed: Partial<Properties>;
}

/** A kind of Personalize resource with a name, tags and a status. */
export interface ResourceKind<Properties> {
  /** The kind as its ARN spells it. */
  readonly kind: 'campaign' | 'dataset' | 'dataset-group' | 'filter' | 'recommender' | 'solution';
  /**
   * The part of the ARN after the kind.
   *
   * @default - the name
   */
  nameInArn?(properties: Properties): string;
  /**
   * ARN of the parent. A resource that has lost its owner tag belongs to the owner of its parent.
   *
   * @default - only its own tag identifies the owner
   */
  parentArn?(properties: Properties): string;
  create(properties: Properties, tags: Tag[]): Promise<unknown>;
  /** Commands with which {@link update} reads before it changes something. */
  readonly reads?: readonly Reading[];
  /**
   * One step of an Update of the mutable properties.
   *
   * @param client rejects everything but {@link reads} while the resource moves
   * @param minutes since the request came in
   */
  update?(
    client: PersonalizeApi,
    arn: string,
    properties: Properties,
    event: CustomResourceEvent<Properties>,
    minutes: number,
  ): Promise<WaitingFor>;
  describe(arn: string): Promise<Description<Properties>>;
  delete(arn: string): Promise<unknown>;
  /** Whether CloudFormation may continue at this status. */
  isReady(status: string): boolean;
  /**
   * One step of a Create that adopts a resource that this stack already has, before its update.
   *
   * @default - no preparation
   */
  takeOver?(arn: string): Promise<WaitingFor>;
  /** Set if a Delete is complete as soon as the deletion has begun, because the Delete of a later resource waits for its end. */
  readonly handsDeletionOver?: true;
}

/**
 * The lifecycle of a resource that is found by its name and identified by its tag.
 *
 * The name is deterministic, so a Create that is retried, or whose response was lost, finds its own resource. The tag keeps
 * resources of other owners with the same name from being adopted or deleted.
 *
 * Each creation checks twice whether the stack is being rolled back: before it begins, and once the resource has settled.
 */
export class OwnedResource<
  Properties extends { readonly Name: string } & TagProperties,
> implements Lifecycle<Properties> {
  /** @param now milliseconds since 1970 */
  constructor(
    private readonly client: PersonalizeApi,
    private readonly stack: StackView,
    private readonly now: () => number,
    private readonly resource: ResourceKind<Properties>,
  ) {}

  /** Its ARN. */
  physicalId({ StackId, ResourceProperties }: CustomResourceEvent<Properties>): string {
    const name = this.resource.nameInArn?.(ResourceProperties) ?? ResourceProperties.Name;
    return arnOf(StackId, `${this.resource.kind}/${name}`);
  }

  async admit(event: CustomResourceEvent<Properties>): Promise<void> {
    const found = await this.look(this.physicalId(event));
    if (found && !isBeingDeleted(found.status)) this.refuseForeign(await this.ownerOf(found, event), event);
  }

  async ensure(event: CustomResourceEvent<Properties>, minutes: number): Promise<WaitingFor> {
    const arn = this.physicalId(event);
    let found = await this.look(arn);
    const isMadeHere = found === undefined;
    if (!found) {
      if (await this.isUnwanted(event)) return this.takeBack(event);
      const { StackId, ResourceProperties } = event;
      const tags = [...ownerTags(StackId), ...tagList(ResourceProperties.Tags)];
      await this.resource.create(ResourceProperties, tags);
      found = await this.look(arn);
    }
    if (!found) return `${arn} to appear`;
    if (isBeingDeleted(found.status)) return `${arn} (${found.status}), to re-create it`;
    // It was created just now, so it is ours: Personalize rejects names that are taken.
    if (!isMadeHere) {
      const owner = await this.ownerOf(found, event);
      if (owner === 'not known yet') return `the tags of ${arn} to appear`;
      if (owner === 'unknown' && (await this.isInOwnParent(event)))
        await this.client.send(new TagResourceCommand({ resourceArn: arn, tags: ownerTags(event.StackId) }));
      else this.refuseForeign(owner, event);
      const taking = event.RequestType === 'Create' ? await this.resource.takeOver?.(arn) : undefined;
      if (taking !== undefined) return taking;
    }
    refuseChange(arn, found.fixed, event.ResourceProperties);
    const hasFailed = found.status === CREATE_FAILED;
    if (!hasFailed && !this.resource.isReady(found.status)) return `${arn} (${found.status})`;
    if (this.isNew(event, found, minutes) && (await this.isUnwanted(event))) return this.takeBack(event);
    if (hasFailed) {
      throw new Error(`${arn} is ${CREATE_FAILED}: ${found.failureReason ?? 'no reason given'}`);
    }
    // A resource that existed before the Create may have other options and tags.
    if (event.RequestType === 'Create' && isMadeHere) return undefined;
    if (await this.stack.isSuperseded(event))
      throw new Error(`The stack no longer wants this update of ${arn}: CloudFormation is rolling it back.`);
    const { ResourceProperties, OldResourceProperties } = event;
    const keeper = event.RequestType === 'Create' ? await this.stack.keeperOf(event, arn) : undefined;
    const { reads = [] } = this.resource;
    const client = keeper === undefined ? this.client : unchanging(this.client, reads, arn, keeper);
    const waitingFor = await this.resource.update?.(client, arn, ResourceProperties, event, minutes);
    if (waitingFor !== undefined) return waitingFor;
    const before =
      keeper === undefined ? OldResourceProperties : await tagsLike(this.client, arn, ResourceProperties);
    await changeTags(client, arn, before ?? {}, ResourceProperties);
    return undefined;
  }

  async remove(event: CustomResourceEvent<Properties>): Promise<WaitingFor> {
    const arn = this.physicalId(event);
    const found = await this.look(arn);
    if (!found) {
      // A read may miss what was created a moment ago, but the deletion itself does not.
      const isThere = (await unlessGone(this.resource.delete(arn).then(() => true))) !== undefined;
      return isThere ? `${arn} to be deleted` : undefined;
    }
    if (this.isHandedOver(found)) return undefined;
    if (isInTransition(found.status)) return `${arn} (${found.status}), to delete it`;
    if (await this.stack.hadBefore(event, found.createdMs)) return undefined;
    const owner = await unlessGone(this.ownerOf(found, event));
    // Its deletion ended between the two reads.
    if (owner === undefined) return `${arn} to be deleted`;
    if (owner === 'another stack') return undefined;
    if (owner === 'not known yet') return `the tags of ${arn} to appear, to delete it`;
    if (owner === 'unknown' && !(await this.isInOwnParent(event))) {
      // It is not deleted, because it may belong to somebody else; and not ignored, because it may cost money.
      throw new Error(
        `${arn} has lost its tag "${OWNER_TAG}" or was never this stack's. Delete it by hand, ` +
          `or tag it with ${OWNER_TAG}=${event.StackId}, then destroy again.`,
      );
    }
    await unlessGone(this.resource.delete(arn));
    const left = await this.look(arn);
    return left && !this.isHandedOver(left) ? `${arn} (${left.status})` : undefined;
  }

  /**
   * Whether nobody needs what this request creates. That includes an Update that creates a replacement: once the
   * rollback has begun, CloudFormation ignores its response, and so never deletes the replacement.
   */
  private async isUnwanted(event: CustomResourceEvent<Properties>): Promise<boolean> {
    const { OldResourceProperties } = event;
    const replaces =
      OldResourceProperties !== undefined &&
      this.physicalId({ ...event, ResourceProperties: OldResourceProperties }) !== this.physicalId(event);
    return (await this.stack.isAbandoned(event)) || (replaces && (await this.stack.isSuperseded(event, 0)));
  }

  /** Deletes what an abandoned request has created, unless another logical id of the stack has it. */
  private async takeBack(event: CustomResourceEvent<Properties>): Promise<WaitingFor> {
    const arn = this.physicalId(event);
    const keeper = await this.stack.keeperOf(event, arn);
    return takeBack(keeper === undefined ? this.remove(event) : Promise.resolve(undefined), arn);
  }

  private look(arn: string): Promise<Description<Properties> | undefined> {
    return unlessGone(this.resource.describe(arn));
  }

  private ownerOf(
    { createdMs }: Description<Properties>,
    event: CustomResourceEvent<Properties>,
  ): Promise<Ownership> {
    return ownership(this.client, { arn: this.physicalId(event), createdMs }, event.StackId, this.now());
  }

  /** Whether a resource that CloudFormation knows as this stack's has a parent that belongs to this stack. */
  private async isInOwnParent(event: CustomResourceEvent<Properties>): Promise<boolean> {
    const { RequestType, StackId, ResourceProperties } = event;
    const arn = this.resource.parentArn?.(ResourceProperties);
    if (RequestType === 'Create' || arn === undefined) return false;
    if (RequestType === 'Delete' && (await this.isOfCreateInUpdate(event))) return false;
    const owner = await unlessGone(ownership(this.client, { arn, createdMs: 0 }, StackId, this.now()));
    return owner === 'this stack';
  }

  /**
   * Whether a Delete follows a Create of an update that is being rolled back. CloudFormation sends that Delete even
   * if the Create failed because somebody else owns the name. Whatever a Create makes has the tag.
   */
  private async isOfCreateInUpdate(event: CustomResourceEvent<Properties>): Promise<boolean> {
    return (await this.stack.isRollingBack(event)) && !(await this.stack.isGoing(event));
  }

  private refuseForeign(owner: Ownership, event: CustomResourceEvent<Properties>): void {
    if (owner === 'this stack' || owner === 'not known yet') return;
    throw new Error(
      `${this.physicalId(event)} already exists and does not belong to this stack (its tag "${OWNER_TAG}" says: ${owner}). ` +
        `Delete it, or deploy under another stack name.`,
    );
  }

  private isHandedOver({ status }: Description<Properties>): boolean {
    return this.resource.handsDeletionOver === true && isBeingDeleted(status);
  }

  /** Whether this request created the resource, or may have. */
  private isNew(
    { RequestType }: CustomResourceEvent<Properties>,
    found: Description<Properties>,
    minutes: number,
  ): boolean {
    return RequestType === 'Create' || isNewerThan(minutes, found, this.now());
  }
}

/** ARN of a resource of Personalize in the account and region of a stack. @param resource - `kind/name` */
export function arnOf(stackId: string, resource: string): string {
  const [, partition, , region, account] = stackId.split(':');
  return `arn:${partition}:personalize:${region}:${account}:${resource}`;
}

/** @throws Error that names the property, if the template changes one that Personalize cannot change */
export function refuseChange<Properties extends object>(
  arn: string,
  fixed: Partial<Properties>,
  wanted: Properties,
): void {
  for (const key of Object.keys(fixed) as (keyof Properties & string)[]) {
    if (fixed[key] === wanted[key]) continue;
    const [has, wants] = [fixed[key], wanted[key]].map((value) => String(value ?? 'none'));
    throw new Error(
      `${arn} has ${key} ${has}, the template says ${wants}, and Personalize cannot change it. ` +
        `Set it back, or destroy the stack and deploy it again.`,
    );
  }
}
