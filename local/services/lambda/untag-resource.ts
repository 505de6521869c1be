import { lambdaAction, onFunction } from './lambda-action';
import { TAGGED_RESOURCE } from './tag-fields';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html */
export const untagResource = lambdaAction({
  input: { ...TAGGED_RESOURCE, TagKeys: { type: 'list', required: true, of: { type: 'string' } } },
  permissions: onFunction('lambda:UntagResource'),
  run: ({ Resource, TagKeys }, store) => {
    const fn = store.mustGet(Resource);
    const kept = Object.entries(fn.tags).filter(([key]) => !TagKeys.includes(key));
    store.annotate({ ...fn, tags: Object.fromEntries(kept) });
    return undefined;
  },
});
