import { lambdaAction, onFunction } from './lambda-action';
import { TAGGED_RESOURCE } from './tag-fields';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
export const tagResource = lambdaAction({
  input: {
    ...TAGGED_RESOURCE,
    Tags: { type: 'map', required: true, of: { type: 'string', max: 256 }, max: 50 },
  },
  permissions: onFunction('lambda:TagResource'),
  run: ({ Resource, Tags }, store) => {
    const fn = store.mustGet(Resource);
    store.annotate({ ...fn, tags: { ...fn.tags, ...Tags } });
    return undefined;
  },
});
