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
import { takeBack, type IsAbandoned } from '../shop/resources/abandonment';
import { changeTags, tagList } from '../shop/resources/change-tags';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from '../shop/resources/lifecycle';
import {
  isNewerThan,
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

type Event = CustomResourceEvent<EventTrackerProperties>;

interface Found extends Existing {
  readonly status: string;
}

/**
 * The only event tracker that a dataset group may have. Its ARN is generated, so it is found by listing the group and
 * identified by its tag.
 *
 * @param now milliseconds since 1970
 */
export function eventTracker(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  now: () => number = Date.now,
): Lifecycle<EventTrackerProperties> {
  const ownerOf = (found: Found, { StackId }: Event): Promise<Ownership> =>
    ownership(client, found, StackId, now());

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
        if (await isAbandoned(event)) {
          if (minutes < UNSEEN_MINUTES)
            return 'the event tracker, which an earlier step may have created, to appear';
          return takeBack(remove(client, event, now()), 'the event tracker');
        }
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
      if (isNew && (await isAbandoned(event)))
        return takeBack(remove(client, event, now()), 'the event tracker');
      if (status === CREATE_FAILED)
        throw new Error(`The event tracker ${arn} is ${CREATE_FAILED}. Deploy again.`);
      if (status !== 'ACTIVE') return `${arn} (${status})`;
      if (event.RequestType === 'Update')
        await changeTags(client, arn, OldResourceProperties, ResourceProperties);
      return undefined;
    },

    attributes: (event) => attributes(client, event),

    remove: (event) => remove(client, event, now()),
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

async function remove(client: PersonalizeApi, event: Event, nowMs: number): Promise<WaitingFor> {
  const found = await find(client, event);
  if (!found) return undefined;
  const owner = await unlessGone(ownership(client, found, event.StackId, nowMs));
  // Its deletion ended between the two reads.
  if (owner === undefined) return `${found.arn} to be deleted`;
  if (owner === 'not known yet') return `the tags of ${found.arn} to appear, to delete it`;
  // Trackers of other owners are deleted together with the dataset group, by the Delete of the imports.
  if (owner !== 'this stack') return undefined;
  if (isInTransition(found.status)) return `${found.arn} (${found.status}), to delete it`;
  await unlessGone(client.send(new DeleteEventTrackerCommand({ eventTrackerArn: found.arn })));
  const left = await find(client, event);
  return left && `${left.arn} (${left.status})`;
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
