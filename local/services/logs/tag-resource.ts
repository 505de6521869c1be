import { onMember } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { logsAction } from './logs-action';
import { TAGGED_RESOURCE, TAGS } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html */
export const tagResource = logsAction({
  input: { ...TAGGED_RESOURCE, tags: { ...TAGS, required: true } },
  permissions: onMember('logs:TagResource', 'resourceArn'),
  run: ({ resourceArn, tags: added }, store) => {
    const group = store.mustGet(resourceArn);
    const tags = { ...group.tags, ...added };
    if (Object.keys(tags).length > TAGS.max)
      throw new AwsError('TooManyTagsException', `A log group has at most ${TAGS.max} tags`);
    store.put({ ...group, tags });
    return undefined;
  },
});
