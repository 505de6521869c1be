import { TAG_LIST, mergeTags } from '../../tags';
import { onParameters, ssmAction } from './ssm-action';
import { TAGGED_RESOURCE } from './ssm-shapes';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
export const addTagsToResource = ssmAction({
  input: { ...TAGGED_RESOURCE, Tags: { ...TAG_LIST, required: true } },
  permissions: onParameters('ssm:AddTagsToResource'),
  run: ({ ResourceId, Tags }, store) => {
    const parameter = store.mustFind(ResourceId);
    store.setTags(parameter, mergeTags(parameter.tags, Tags));
    return {};
  },
});
