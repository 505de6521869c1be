import { onMember } from '../../authorization/permission';
import { withoutTags } from '../../tags';
import { cloudWatchAction } from './cloudwatch-action';
import { RESOURCE_ARN } from './cloudwatch-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_UntagResource.html */
export const untagResource = cloudWatchAction({
  input: {
    ResourceARN: RESOURCE_ARN,
    TagKeys: { type: 'list', required: true, of: { type: 'string', min: 1, max: 128 } },
  },
  permissions: onMember('cloudwatch:UntagResource', 'ResourceARN'),
  run: ({ ResourceARN, TagKeys }, store) => {
    store.setTags(ResourceARN, withoutTags(store.tagsOf(ResourceARN), TagKeys));
    return {};
  },
});
