import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';

/**
 * An invocation that runs may end; its process goes then.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html
 */
export const deleteFunction = lambdaAction({
  input: FUNCTION_REFERENCE,
  permissions: onFunction('lambda:DeleteFunction'),
  run: ({ FunctionName, Qualifier }, store) => {
    store.remove(store.mustGet(FunctionName, Qualifier).name);
    return undefined;
  },
});
