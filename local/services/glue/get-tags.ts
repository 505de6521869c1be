import { onMember } from '../../authorization/permission';
import { glueAction } from './glue-action';

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-tags.html */
export const getTags = glueAction({
  input: { ResourceArn: { type: 'string', required: true, max: 10_240 } },
  permissions: onMember('glue:GetTags', 'ResourceArn'),
  run: ({ ResourceArn }, store) => ({ Tags: store.tagsOf(ResourceArn) }),
});
