import { onMember } from '../../../authorization/permission';
import { inUse } from '../errors';
import { personalizeAction } from '../personalize-action';
import { isInTransition } from '../resource';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteEventTracker.html */
export const deleteEventTracker = personalizeAction({
  input: { eventTrackerArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteEventTracker', 'eventTrackerArn'),
  run: ({ eventTrackerArn }, store) => {
    const eventTracker = store.eventTrackers.mustGet(eventTrackerArn);
    if (isInTransition(eventTracker))
      throw inUse(`Resource Arn ${eventTrackerArn} is in the state ${eventTracker.status}.`);
    store.delete('eventTracker', eventTracker, () => store.eventTrackers.remove(eventTrackerArn));
    return undefined;
  },
});
