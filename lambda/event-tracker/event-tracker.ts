import {
  CreateEventTrackerCommand,
  DeleteEventTrackerCommand,
  DescribeDatasetGroupCommand,
  DescribeEventTrackerCommand,
  ListEventTrackersCommand,
} from '@aws-sdk/client-personalize';
import type {
  EventTrackerAttributes,
  EventTrackerProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { changeTags, tagList } from '../shop/resources/change-tags';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from '../shop/resources/lifecycle';
import {
  isNewerThan,
  mayBeUnseen,
  ownership,
  ownerTags,
  UNSEEN_MINUTES,
  type Existing,
  type Ownership,
} from '../shop/resources/ownership';
import {
  CREATE_FAILED,
  isBeingDeleted,
  isInTransition,
  unlessGone,
  unlessParentGone,
  type PersonalizeApi,
} from '../shop/resources/personalize-api';
import { takeBack, type StackView } from '../shop/resources/stack-view';

type Event = CustomResourceEvent<EventTrackerProperties>;

interface Found extends Existing {
  readonly name: string;
  readonly status: string;
}

/**
 * The only event tracker that a dataset group may have. Its ARN is generated, so it is found by listing the group,
 * and identified by its tag.
 *
 * @param now milliseconds since 1970
 */
export function eventTracker(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): Lifecycle<EventTrackerProperties> {
  const ownerOf = async (found: Found, event: Event): Promise<Ownership> => {
    const owner = await ownership(client, found, event.StackId, now());
    // The tracker has lost its tag. In the stack's own group its name identifies it, if CloudFormation knows it.
    const isKnown = event.RequestType !== 'Create' && found.name === event.ResourceProperties.Name;
    return owner === 'unknown' && isKnown ? 'this stack' : owner;
  };

  const remove = async (event: Event, minutes: number): Promise<WaitingFor> => {
    const found = await find(client, event);
    if (!found)
      return (await mayBeUnseen(stack, event, minutes))
        ? 'the event tracker, which an earlier step may have created, to appear'
        : undefined;
    if (await stack.hadBefore(event, found.createdMs)) return undefined;
    const owner = await unlessGone(ownerOf(found, event));
    // Its deletion ended between the two reads.
    if (owner === undefined) return `${found.arn} to be deleted`;
    if (owner === 'not known yet') return `the tags of ${found.arn} to appear, to delete it`;
    // The sweep deletes trackers of other owners when the stack is deleted.
    if (owner !== 'this stack') return undefined;
    if (isInTransition(found.status)) return `${found.arn} (${found.status}), to delete it`;
    await unlessGone(client.send(new DeleteEventTrackerCommand({ eventTrackerArn: found.arn })));
    const left = await find(client, event);
    return left && `${left.arn} (${left.status})`;
  };

  const takeItBack = async (event: Event, minutes: number): Promise<WaitingFor> => {
    const keeper = await stack.keeperOf(event, event.ResourceProperties.Name);
    return takeBack(
      keeper === undefined ? remove(event, minutes) : Promise.resolve(undefined),
      'the event tracker',
    );
  };

  return {
    physicalId: ({ ResourceProperties }) => ResourceProperties.Name,

    async admit(event) {
      const found = await find(client, event);
      if (found && !isBeingDeleted(found.status)) refuseForeign(found, await ownerOf(found, event), event);
    },

    async ensure(event, minutes) {
      const { ResourceProperties, OldResourceProperties = {} } = event;
      let found = await find(client, event);
      const isMadeHere = found === undefined;
      if (!found) {
        if (await stack.isAbandoned(event)) return takeItBack(event, minutes);
        found = await create(client, event, minutes);
      }
      if (!found) return `the event tracker ${ResourceProperties.Name} to appear`;
      const { arn, status } = found;
      if (isBeingDeleted(status)) return `${arn} (${status}), to re-create it`;
      if (!isMadeHere) {
        const owner = await ownerOf(found, event);
        if (owner === 'not known yet') return `the tags of ${arn} to appear`;
        refuseForeign(found, owner, event);
      }
      if (isInTransition(status)) return `${arn} (${status})`;
      const isNew = event.RequestType === 'Create' || isNewerThan(minutes, found, now());
      if (isNew && (await stack.isAbandoned(event))) return takeItBack(event, minutes);
      if (status === CREATE_FAILED)
        throw new Error(`The event tracker ${arn} is ${CREATE_FAILED}. Deploy again.`);
      if (status !== 'ACTIVE') return `${arn} (${status})`;
      if (event.RequestType === 'Update')
        await changeTags(client, arn, OldResourceProperties, ResourceProperties);
      return undefined;
    },

    attributes: (event) => attributes(client, event),

    remove,
  };
}

async function find(client: PersonalizeApi, { ResourceProperties }: Event): Promise<Found | undefined> {
  const { DatasetGroupArn: datasetGroupArn } = ResourceProperties;
  const page = await unlessParentGone(client.send(new ListEventTrackersCommand({ datasetGroupArn })), () =>
    client.send(new DescribeDatasetGroupCommand({ datasetGroupArn })),
  );
  const [found] = page?.eventTrackers ?? [];
  return (
    found && {
      arn: found.eventTrackerArn ?? '',
      name: found.name ?? '',
      status: found.status ?? '',
      createdMs: Number(found.creationDateTime ?? 0),
    }
  );
}

function refuseForeign({ arn }: Found, owner: Ownership, event: Event): void {
  if (owner === 'this stack' || owner === 'not known yet') return;
  throw new Error(
    `${event.ResourceProperties.DatasetGroupArn} has the event tracker ${arn}, which this stack did not create, ` +
      `and Personalize allows only one. Delete it, or set eventTracker to false and send events to that one.`,
  );
}

/** Creates the tracker; `undefined` if the group already has one that is not listed yet. */
async function create(client: PersonalizeApi, event: Event, minutes: number): Promise<Found | undefined> {
  const { Name: name, DatasetGroupArn: datasetGroupArn, Tags } = event.ResourceProperties;
  const tags = [...ownerTags(event.StackId), ...tagList(Tags)];
  try {
    await client.send(new CreateEventTrackerCommand({ name, datasetGroupArn, tags }));
  } catch (error) {
    const isTaken = error instanceof Error && error.name === 'LimitExceededException';
    if (!isTaken || minutes >= UNSEEN_MINUTES) throw error;
    return undefined;
  }
  return find(client, event);
}

async function attributes(
  client: PersonalizeApi,
  event: Event,
): Promise<(EventTrackerAttributes & Record<string, string>) | undefined> {
  const { arn: eventTrackerArn } = (await find(client, event)) ?? {};
  const answer = await unlessGone(client.send(new DescribeEventTrackerCommand({ eventTrackerArn })));
  return (
    answer && {
      EventTrackerArn: eventTrackerArn ?? '',
      TrackingId: answer.eventTracker?.trackingId ?? '',
    }
  );
}
