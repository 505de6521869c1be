import { onMember } from '../../authorization/permission';
import { mergeTags, TAG_LIST } from '../../tags';
import { eventsAction } from './events-action';
import { TAGGED } from './events-shapes';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html */
export const tagResource = eventsAction({
  input: { ...TAGGED, Tags: { ...TAG_LIST, required: true } },
  permissions: onMember('events:TagResource', 'ResourceARN'),
  run: ({ ResourceARN, Tags }, store) => {
    const rule = store.mustFindTagged(ResourceARN);
    rule.tags = mergeTags(rule.tags, Tags);
    return {};
  },
});
