import { lambdaAction, onFunction } from './lambda-action';
import { TAGGED_RESOURCE } from './tag-fields';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListTags.html */
export const listTags = lambdaAction({
  input: TAGGED_RESOURCE,
  permissions: onFunction('lambda:ListTags'),
  run: ({ Resource }, store) => ({ Tags: store.mustGet(Resource).tags }),
});
