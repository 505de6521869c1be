import { onMember } from '../../authorization/permission';
import { mergeTags, TAG_LIST } from '../../tags';
import { cloudWatchAction } from './cloudwatch-action';
import { RESOURCE_ARN } from './cloudwatch-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html */
export const tagResource = cloudWatchAction({
  input: { ResourceARN: RESOURCE_ARN, Tags: { ...TAG_LIST, required: true } },
  permissions: onMember('cloudwatch:TagResource', 'ResourceARN'),
  run: ({ ResourceARN, Tags }, store) => {
    store.setTags(ResourceARN, mergeTags(store.tagsOf(ResourceARN), Tags));
    return {};
  },
});
