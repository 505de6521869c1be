import { describeConfiguration } from './describe-configuration';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';

/**
 * Answers without a link to the code, which AWS presigns.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export const getFunction = lambdaAction({
  input: FUNCTION_REFERENCE,
  permissions: onFunction('lambda:GetFunction'),
  run: ({ FunctionName, Qualifier }, store) => {
    const fn = store.mustGet(FunctionName, Qualifier);
    return { Configuration: describeConfiguration(fn), Code: { RepositoryType: 'S3' }, Tags: fn.tags };
  },
});
