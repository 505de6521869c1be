import { onMember } from '../../authorization/permission';
import { withoutTags } from '../../tags';
import { eventsAction } from './events-action';
import { TAGGED } from './events-shapes';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UntagResource.html */
export const untagResource = eventsAction({
  input: {
    ...TAGGED,
    TagKeys: { type: 'list', required: true, max: 50, of: { type: 'string', min: 1, max: 128 } },
  },
  permissions: onMember('events:UntagResource', 'ResourceARN'),
  run: ({ ResourceARN, TagKeys }, store) => {
    const rule = store.mustFindTagged(ResourceARN);
    rule.tags = withoutTags(rule.tags, TagKeys);
    return {};
  },
});
