import { onMember } from '../../authorization/permission';
import { logsAction } from './logs-action';
import { TAG_KEYS, TAGGED_RESOURCE } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagResource.html */
export const untagResource = logsAction({
  input: { ...TAGGED_RESOURCE, tagKeys: { ...TAG_KEYS, required: true } },
  permissions: onMember('logs:UntagResource', 'resourceArn'),
  run: ({ resourceArn, tagKeys }, store) => {
    const group = store.mustGet(resourceArn);
    const kept = Object.entries(group.tags).filter(([key]) => !tagKeys.includes(key));
    store.put({ ...group, tags: Object.fromEntries(kept) });
    return undefined;
  },
});
