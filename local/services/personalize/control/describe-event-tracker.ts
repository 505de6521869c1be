import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { describe } from '../resource-view';
import { EVENT_TRACKER } from '../event-tracker';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeEventTracker.html */
export const describeEventTracker = personalizeAction({
  input: { eventTrackerArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeEventTracker', 'eventTrackerArn'),
  run: ({ eventTrackerArn }, store) => ({
    eventTracker: describe(EVENT_TRACKER, store.eventTrackers.mustGet(eventTrackerArn)),
  }),
});
