import { invalidInput, requireActive, tooMany } from '../errors';
import { creation, personalizeAction } from '../personalize-action';
import { ARN, NAME, TAGS } from '../shapes';
import { setTags } from '../tags';

const MAX_EVENT_TRACKERS = 1;

/** The ARN ends in eight hexadecimal digits, not in the name. @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateEventTracker.html */
export const createEventTracker = personalizeAction({
  input: { name: { ...NAME, required: true }, datasetGroupArn: { ...ARN, required: true }, tags: TAGS },
  permissions: (input, store) => {
    // The service generates the tracker's id, so permissions cannot name one in advance.
    const created = store.arnOf('event-tracker/00000000');
    return creation('personalize:CreateEventTracker', [input.datasetGroupArn], created, input);
  },
  run: ({ name, datasetGroupArn, tags }, store) => {
    requireActive(store.datasetGroups.mustGet(datasetGroupArn));
    if (!store.datasetOf(datasetGroupArn, 'INTERACTIONS'))
      throw invalidInput(
        `The dataset group ${datasetGroupArn} has no Interactions dataset, which events go to. Create one first.`,
      );
    if (store.eventTrackers.list({ datasetGroupArn }).length >= MAX_EVENT_TRACKERS)
      throw tooMany('event tracker', MAX_EVENT_TRACKERS);
    const { platform } = store;
    const trackingId = platform.newId();
    const tracker = store.eventTrackers.add({
      ...store.newResource(`event-tracker/${platform.newId().slice(0, 8)}`, setTags(new Map(), tags)),
      name,
      datasetGroupArn,
      accountId: platform.accountId,
      trackingId,
    });
    store.create('eventTracker', tracker);
    return { eventTrackerArn: tracker.arn, trackingId };
  },
});
