import type { Tag } from '@aws-sdk/client-personalize';
import { OWNER_TAG, type TagProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { IsAbandoned } from './abandonment';
import { changeTags, tagList } from './change-tags';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from './lifecycle';
import { isNewerThan, ownership, ownerTags, UNSEEN_MINUTES, type Ownership } from './ownership';
import {
  CREATE_FAILED,
  isBeingDeleted,
  isInTransition,
  unlessGone,
  type PersonalizeApi,
} from './personalize-api';

/** A Describe response. */
export interface Description<Properties> {
  readonly status: string;
  readonly failureReason?: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  /** Immutable properties. */
  readonly fixed: Partial<Properties>;
}

/** A kind of Personalize resource with a name, tags and a status. */
export interface ResourceKind<Properties> {
  /** As its ARN spells it. */
  readonly kind: 'campaign' | 'dataset' | 'dataset-group' | 'filter' | 'recommender' | 'solution';
  /**
   * What follows the kind in its ARN.
   *
   * @default - its name
   */
  nameInArn?(properties: Properties): string;
  create(properties: Properties, tags: Tag[]): Promise<unknown>;
  /**
   * One step of an Update of the mutable properties.
   *
   * @param minutes since the request came in
   */
  update?(
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
   * One step of a Create that takes over a resource that this stack already has, before its update.
   *
   * @default - a Create leaves such a resource as it is
   */
  takeOver?(arn: string): Promise<WaitingFor>;
  /** Set if a Delete is complete as soon as the deletion has begun, because the Delete of a later resource waits for its end. */
  readonly handsDeletionOver?: true;
}

/**
 * The lifecycle of a resource that is found by its name and identified by its tag.
 *
 * The name is deterministic, so a Create that is retried, or whose response was lost, finds its own resource; the tag
 * protects resources of other owners with the same name from being adopted or deleted.
 *
 * Each creation checks twice whether the stack is being rolled back: before it begins and once the resource has settled.
 *
 * @param now milliseconds since 1970
 */
export function ownedResource<Properties extends { readonly Name: string } & TagProperties>(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  now: () => number,
  resource: ResourceKind<Properties>,
): Lifecycle<Properties> {
  type Event = CustomResourceEvent<Properties>;
  type Found = Description<Properties>;

  const arnOf = ({ StackId, ResourceProperties }: Event): string => {
    const [, partition, , region, account] = StackId.split(':');
    const name = resource.nameInArn?.(ResourceProperties) ?? ResourceProperties.Name;
    return `arn:${partition}:personalize:${region}:${account}:${resource.kind}/${name}`;
  };
  const look = (arn: string): Promise<Found | undefined> => unlessGone(resource.describe(arn));

  const ownerOf = ({ createdMs }: Found, event: Event): Promise<Ownership> =>
    ownership(client, { arn: arnOf(event), createdMs }, event.StackId, now());
  const refuseForeign = (owner: Ownership, event: Event): void => {
    if (owner === 'this stack' || owner === 'not known yet') return;
    throw new Error(
      `${arnOf(event)} already exists and does not belong to this stack (its tag "${OWNER_TAG}" says: ${owner}). ` +
        `Delete it, or deploy under another stack name.`,
    );
  };

  const isHandedOver = ({ status }: Description<Properties>): boolean =>
    resource.handsDeletionOver === true && isBeingDeleted(status);

  const remove = async (event: Event): Promise<WaitingFor> => {
    const arn = arnOf(event);
    const found = await look(arn);
    if (!found || isHandedOver(found)) return undefined;
    if (isInTransition(found.status)) return `${arn} (${found.status}), to delete it`;
    const owner = await unlessGone(ownerOf(found, event));
    // Its deletion ended between the two reads.
    if (owner === undefined) return `${arn} to be deleted`;
    if (owner === 'another stack') return undefined;
    if (owner === 'not known yet') return `the tags of ${arn} to appear, to delete it`;
    if (owner === 'unknown') {
      // Not deleted, because it may belong to somebody else; not ignored, because it may cost money.
      throw new Error(
        `${arn} has lost its tag "${OWNER_TAG}" or was never this stack's. Delete it by hand, ` +
          `or tag it with ${OWNER_TAG}=${event.StackId}, then destroy again.`,
      );
    }
    await unlessGone(resource.delete(arn));
    const left = await look(arn);
    return left && !isHandedOver(left) ? `${arn} (${left.status})` : undefined;
  };

  /** Deletes what an abandoned request has created, then fails the request. */
  const takeBack = async (event: Event): Promise<WaitingFor> => {
    const waitingFor = await remove(event);
    if (waitingFor !== undefined) return waitingFor;
    throw new Error(`The stack no longer wants ${arnOf(event)}: another of its resources has failed.`);
  };

  /** Whether this request created it, or may have. */
  const isNew = ({ RequestType }: Event, found: Found, minutes: number): boolean =>
    RequestType === 'Create' || isNewerThan(minutes, found, now());

  return {
    physicalId: arnOf,

    async admit(event) {
      const found = await look(arnOf(event));
      if (found && !isBeingDeleted(found.status)) refuseForeign(await ownerOf(found, event), event);
    },

    async ensure(event, minutes) {
      const arn = arnOf(event);
      let found = await look(arn);
      const isMadeHere = found === undefined;
      if (!found) {
        if (await isAbandoned(event)) {
          if (minutes < UNSEEN_MINUTES) return `${arn}, which an earlier step may have created, to appear`;
          return takeBack(event);
        }
        const { StackId, ResourceProperties } = event;
        const tags = [...ownerTags(StackId), ...tagList(ResourceProperties.Tags)];
        await resource.create(ResourceProperties, tags);
        found = await look(arn);
      }
      if (!found) return `${arn} to appear`;
      if (isBeingDeleted(found.status)) return `${arn} (${found.status}), to re-create it`;
      // Created just now, so it is ours: Personalize rejects names that are taken.
      if (!isMadeHere) {
        const owner = await ownerOf(found, event);
        if (owner === 'not known yet') return `the tags of ${arn} to appear`;
        refuseForeign(owner, event);
        const taking = event.RequestType === 'Create' ? await resource.takeOver?.(arn) : undefined;
        if (taking !== undefined) return taking;
      }
      refuseChange(arn, found.fixed, event.ResourceProperties);
      const hasFailed = found.status === CREATE_FAILED;
      if (!hasFailed && !resource.isReady(found.status)) return `${arn} (${found.status})`;
      if (isNew(event, found, minutes) && (await isAbandoned(event))) return takeBack(event);
      if (hasFailed) {
        throw new Error(
          `${arn} is ${CREATE_FAILED}: ${found.failureReason ?? 'Personalize gives no reason'}`,
        );
      }
      // A resource that existed before the Create may have other options and tags.
      if (event.RequestType !== 'Update' && (isMadeHere || !resource.takeOver)) return undefined;
      const waitingFor = await resource.update?.(arn, event.ResourceProperties, event, minutes);
      if (waitingFor !== undefined) return waitingFor;
      await changeTags(client, arn, event.OldResourceProperties ?? {}, event.ResourceProperties);
      return undefined;
    },

    remove,
  };
}

function refuseChange<Properties extends object>(
  arn: string,
  fixed: Partial<Properties>,
  wanted: Properties,
): void {
  for (const key of Object.keys(fixed) as (keyof Properties & string)[]) {
    if (fixed[key] === wanted[key]) continue;
    const [has, wants] = [fixed[key], wanted[key]].map((value) => String(value ?? 'none'));
    throw new Error(
      `${arn} has ${key} ${has}, the template says ${wants}, and Personalize cannot change it. ` +
        `Destroy the stack and deploy it again.`,
    );
  }
}
