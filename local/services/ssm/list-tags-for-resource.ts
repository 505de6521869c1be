import { onParameters, ssmAction } from './ssm-action';
import { TAGGED_RESOURCE } from './ssm-shapes';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = ssmAction({
  input: TAGGED_RESOURCE,
  permissions: onParameters('ssm:ListTagsForResource'),
  run: ({ ResourceId }, store) => ({ TagList: store.mustFind(ResourceId).tags }),
});
