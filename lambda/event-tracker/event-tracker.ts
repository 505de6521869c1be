import {
  CreateEventTrackerCommand,
  DeleteEventTrackerCommand,
  DescribeEventTrackerCommand,
  ListEventTrackersCommand,
} from '@aws-sdk/client-personalize';
import type { EventTrackerAttributes, EventTrackerProperties } from '../../domain/contracts/event-tracker';
import type { IsAbandoned } from '../abandonment';
import { changeTags } from '../change-tags';
import type { CustomResourceEvent } from '../custom-resource-event';
import type { Lifecycle, WaitingFor } from '../lifecycle';
import { ownerTags, ownership } from '../ownership';
import type { PersonalizeApi } from '../personalize-api';
import { CREATE_FAILED, isBeingDeleted, isInTransition } from '../status';
import { tagList } from '../tag-list';
import { unlessGone } from '../unless-gone';

type Event = CustomResourceEvent<EventTrackerProperties>;

interface Found {
  readonly arn: string;
  readonly status: string;
}

/**
 * The one event tracker that a dataset group may have. Its ARN tells nothing, so it is found in the group, and known
 * by its tag.
 */
export function eventTracker(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
): Lifecycle<EventTrackerProperties> {
  const find = async ({ ResourceProperties }: Event): Promise<Found | undefined> => {
    const { DatasetGroupArn: datasetGroupArn } = ResourceProperties;
    const page = await unlessGone(client.send(new ListEventTrackersCommand({ datasetGroupArn })));
    const [found] = page?.eventTrackers ?? [];
    return found && { arn: found.eventTrackerArn ?? '', status: found.status ?? '' };
  };
  const isOurs = async ({ arn }: Found, { StackId }: Event): Promise<boolean> =>
    (await unlessGone(ownership(client, arn, StackId))) === 'this stack';

  const refuseForeign = async (found: Found, event: Event): Promise<void> => {
    if (await isOurs(found, event)) return;
    throw new Error(
      `${event.ResourceProperties.DatasetGroupArn} has the event tracker ${found.arn}, which this stack has not made, ` +
        `and Personalize allows one. Delete it, or set eventTracker to false and send events to that one.`,
    );
  };

  const remove = async (event: Event): Promise<WaitingFor> => {
    const found = await find(event);
    // Somebody else's is no business of this request; the imports clear the dataset group when it goes.
    if (!found || !(await isOurs(found, event))) return undefined;
    if (isInTransition(found.status)) return `${found.arn} (${found.status}), to delete it`;
    await unlessGone(client.send(new DeleteEventTrackerCommand({ eventTrackerArn: found.arn })));
    const left = await find(event);
    return left && `${left.arn} (${left.status})`;
  };

  /** Takes back what an abandoned request has made; its end is the end of that request. */
  const takeBack = async (event: Event): Promise<WaitingFor> => {
    const waitingFor = await remove(event);
    if (waitingFor !== undefined) return waitingFor;
    throw new Error('The stack does not want the event tracker any more: another resource of it has failed.');
  };

  return {
    physicalId: ({ ResourceProperties }) => ResourceProperties.Name,

    async admit(event) {
      const found = await find(event);
      if (found && !isBeingDeleted(found.status)) await refuseForeign(found, event);
    },

    async ensure(event) {
      if (await isAbandoned(event)) return takeBack(event);
      const { ResourceProperties, OldResourceProperties = {} } = event;
      const { Name: name, DatasetGroupArn: datasetGroupArn, Tags } = ResourceProperties;
      let found = await find(event);
      if (!found) {
        const tags = [...ownerTags(event.StackId), ...tagList(Tags)];
        await client.send(new CreateEventTrackerCommand({ name, datasetGroupArn, tags }));
        if (await isAbandoned(event)) return takeBack(event);
        found = await find(event);
      }
      if (!found) return `the event tracker ${name} to appear`;
      const { arn, status } = found;
      if (isBeingDeleted(status)) return `${arn} (${status}), to create it anew`;
      await refuseForeign(found, event);
      if (status === CREATE_FAILED)
        throw new Error(`The event tracker ${arn} is ${CREATE_FAILED}. Deploy again.`);
      if (status !== 'ACTIVE') return `${arn} (${status})`;
      if (event.RequestType === 'Update')
        await changeTags(client, arn, OldResourceProperties, ResourceProperties);
      return undefined;
    },

    async attributes(event): Promise<EventTrackerAttributes & Record<string, string>> {
      const { arn: eventTrackerArn } = (await find(event)) ?? {};
      const { eventTracker } = await client.send(new DescribeEventTrackerCommand({ eventTrackerArn }));
      return { EventTrackerArn: eventTrackerArn ?? '', TrackingId: eventTracker?.trackingId ?? '' };
    },

    remove,
  };
}
