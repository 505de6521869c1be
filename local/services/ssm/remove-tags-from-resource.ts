import { withoutTags } from '../../tags';
import { onParameters, ssmAction } from './ssm-action';
import { TAGGED_RESOURCE } from './ssm-shapes';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
export const removeTagsFromResource = ssmAction({
  input: {
    ...TAGGED_RESOURCE,
    TagKeys: { type: 'list', required: true, of: { type: 'string', min: 1, max: 128 } },
  },
  permissions: onParameters('ssm:RemoveTagsFromResource'),
  run: ({ ResourceId, TagKeys }, store) => {
    const parameter = store.mustFind(ResourceId);
    store.setTags(parameter, withoutTags(parameter.tags, TagKeys));
    return {};
  },
});
