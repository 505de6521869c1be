import type { TagProperties } from './tags';

/** An event tracker. Personalize generates its ARN, so `Ref` is its name. */
export const EVENT_TRACKER_TYPE = 'Custom::PersonalizeEventTracker';

/** Template properties. */
export interface EventTrackerProperties extends TagProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
}

/** Attributes for `Fn::GetAtt`. */
export interface EventTrackerAttributes {
  readonly EventTrackerArn: string;
  /** Id that PutEvents requires. Each new tracker gets a new one. */
  readonly TrackingId: string;
}
