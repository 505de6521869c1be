import { onMember } from '../../authorization/permission';
import { eventsAction } from './events-action';
import { TAGGED } from './events-shapes';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = eventsAction({
  input: TAGGED,
  permissions: onMember('events:ListTagsForResource', 'ResourceARN'),
  run: ({ ResourceARN }, store) => ({ Tags: store.mustFindTagged(ResourceARN).tags }),
});
