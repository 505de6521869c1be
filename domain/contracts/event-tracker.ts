import type { TagProperties } from './tags';

/** An event tracker. Personalize makes up its ARN, so `Ref` is its name. */
export const EVENT_TRACKER_TYPE = 'Custom::PersonalizeEventTracker';

/** What the template says. */
export interface EventTrackerProperties extends TagProperties {
  readonly Name: string;
  readonly DatasetGroupArn: string;
}

/** What `Fn::GetAtt` gives. */
export interface EventTrackerAttributes {
  readonly EventTrackerArn: string;
  /** What PutEvents asks for; a new tracker has a new one. */
  readonly TrackingId: string;
}
