import type { Tag } from '@aws-sdk/client-personalize';
import { OWNER_TAG } from '../domain/contracts/owner-tag';
import type { TagProperties } from '../domain/contracts/tags';
import type { IsAbandoned } from './abandonment';
import { changeTags } from './change-tags';
import type { CustomResourceEvent } from './custom-resource-event';
import type { Lifecycle, WaitingFor } from './lifecycle';
import { ownerTags, ownership } from './ownership';
import type { PersonalizeApi } from './personalize-api';
import { CREATE_FAILED, isBeingDeleted, isInTransition } from './status';
import { tagList } from './tag-list';
import { unlessGone } from './unless-gone';

/** What Personalize says about a resource. */
export interface Description<Properties> {
  readonly status: string;
  readonly failureReason?: string;
  /** Properties that cannot be changed under the same name. */
  readonly fixed: Partial<Properties>;
}

/** A kind of Personalize resource with a name, tags and a status. */
export interface ResourceKind<Properties> {
  /** As its ARN spells it. */
  readonly kind: 'dataset-group' | 'filter' | 'recommender';
  create(properties: Properties, tags: Tag[]): Promise<unknown>;
  /** One step of an Update of what can be changed under the same name. */
  update?(arn: string, properties: Properties): Promise<WaitingFor>;
  describe(arn: string): Promise<Description<Properties>>;
  delete(arn: string): Promise<unknown>;
  /** Whether CloudFormation may go on at this status. */
  isReady(status: string): boolean;
  /** Whether a deletion that has begun, and cannot stop any more, is left to who comes next. */
  readonly handsDeletionOver?: true;
}

/**
 * The lifecycle of a resource that is found by its name and known by its tag.
 *
 * The name is predictable, so a create that was repeated or whose answer was lost finds what it made; the tag
 * keeps the stack from taking, or deleting, what has the same name and is somebody else's.
 */
export function ownedResource<Properties extends { readonly Name: string } & TagProperties>(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  resource: ResourceKind<Properties>,
): Lifecycle<Properties> {
  type Event = CustomResourceEvent<Properties>;

  const arnOf = ({ StackId, ResourceProperties }: Event): string => {
    const [, partition, , region, account] = StackId.split(':');
    return `arn:${partition}:personalize:${region}:${account}:${resource.kind}/${ResourceProperties.Name}`;
  };
  const look = (arn: string): Promise<Description<Properties> | undefined> =>
    unlessGone(resource.describe(arn));

  const refuseForeign = async (arn: string, event: Event): Promise<void> => {
    const owner = await ownership(client, arn, event.StackId);
    if (owner === 'this stack') return;
    throw new Error(
      `${arn} exists already and is not this stack's (its tag "${OWNER_TAG}" says: ${owner}). ` +
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
    const owner = await ownership(client, arn, event.StackId);
    if (owner === 'another stack') return undefined;
    if (owner === 'unknown') {
      // Neither deleted, for it may be somebody's, nor passed over in silence, for it may cost money.
      throw new Error(
        `${arn} has lost its tag "${OWNER_TAG}" or was never this stack's. Delete it by hand, ` +
          `or tag it with ${OWNER_TAG}=${event.StackId}, then destroy again.`,
      );
    }
    await unlessGone(resource.delete(arn));
    const left = await look(arn);
    return left && !isHandedOver(left) ? `${arn} (${left.status})` : undefined;
  };

  /** Takes back what an abandoned request has made; its end is the end of that request. */
  const takeBack = async (event: Event): Promise<WaitingFor> => {
    const waitingFor = await remove(event);
    if (waitingFor !== undefined) return waitingFor;
    throw new Error(`The stack does not want ${arnOf(event)} any more: another resource of it has failed.`);
  };

  return {
    physicalId: arnOf,

    async admit(event) {
      const arn = arnOf(event);
      const found = await look(arn);
      if (found && !isBeingDeleted(found.status)) await refuseForeign(arn, event);
    },

    async ensure(event) {
      if (await isAbandoned(event)) return takeBack(event);
      const arn = arnOf(event);
      let found = await look(arn);
      if (!found) {
        const { StackId, ResourceProperties } = event;
        const tags = [...ownerTags(StackId), ...tagList(ResourceProperties.Tags)];
        await resource.create(ResourceProperties, tags);
        if (await isAbandoned(event)) return takeBack(event);
        found = await look(arn);
      }
      if (!found) return `${arn} to appear`;
      if (isBeingDeleted(found.status)) return `${arn} (${found.status}), to create it anew`;
      await refuseForeign(arn, event);
      refuseChange(arn, found.fixed, event.ResourceProperties);
      if (found.status === CREATE_FAILED) {
        throw new Error(
          `${arn} is ${CREATE_FAILED}: ${found.failureReason ?? 'Personalize gives no reason'}`,
        );
      }
      if (!resource.isReady(found.status)) return `${arn} (${found.status})`;
      if (event.RequestType !== 'Update') return undefined;
      const waitingFor = await resource.update?.(arn, event.ResourceProperties);
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
        `Destroy the stack and deploy it anew.`,
    );
  }
}
