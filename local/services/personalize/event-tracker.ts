import type { Resource, Stateful } from './resource';
import type { ResourceView } from './resource-view';

/** An event tracker, the one door of a dataset group for streamed events. */
export interface EventTracker extends Resource, Stateful {
  readonly name: string;
  readonly accountId: string;
  /** UUID that PutEvents asks for. */
  readonly trackingId: string;
  readonly datasetGroupArn: string;
}

const SUMMARY = ['name', 'status', 'creationDateTime', 'lastUpdatedDateTime'] as const;

/** A tracker has no failure reason on the wire. @see https://docs.aws.amazon.com/personalize/latest/dg/API_EventTracker.html */
export const EVENT_TRACKER: ResourceView<EventTracker> = {
  arn: 'eventTrackerArn',
  described: [...SUMMARY, 'accountId', 'trackingId', 'datasetGroupArn'],
  summary: SUMMARY,
};
