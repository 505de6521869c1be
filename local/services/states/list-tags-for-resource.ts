import { onMember } from '../../authorization/permission';
import { statesAction } from './states-action';
import { ARN } from './states-shapes';

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListTagsForResource.html */
export const listTagsForResource = statesAction({
  input: { resourceArn: ARN },
  permissions: onMember('states:ListTagsForResource', 'resourceArn'),
  run: ({ resourceArn }, store) => ({
    tags: Object.entries(store.mustFindTagged(resourceArn).tags).map(([key, value]) => ({ key, value })),
  }),
});
