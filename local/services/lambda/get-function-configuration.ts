import { describeConfiguration } from './describe-configuration';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const getFunctionConfiguration = lambdaAction({
  input: FUNCTION_REFERENCE,
  permissions: onFunction('lambda:GetFunctionConfiguration'),
  run: ({ FunctionName, Qualifier }, store) => describeConfiguration(store.mustGet(FunctionName, Qualifier)),
});
