import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';

const ONE = { FunctionName: FUNCTION_REFERENCE.FunctionName };

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export const putFunctionConcurrency = lambdaAction({
  input: { ...ONE, ReservedConcurrentExecutions: { type: 'integer', required: true, min: 0 } },
  permissions: onFunction('lambda:PutFunctionConcurrency'),
  run: ({ FunctionName, ReservedConcurrentExecutions }, store) => {
    const { name } = store.mustGetUnpublished(FunctionName);
    store.concurrency.reserve(name, ReservedConcurrentExecutions);
    return { ReservedConcurrentExecutions };
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const getFunctionConcurrency = lambdaAction({
  input: ONE,
  permissions: onFunction('lambda:GetFunctionConcurrency'),
  run: ({ FunctionName }, store) => ({
    ReservedConcurrentExecutions: store.concurrency.reservedFor(store.mustGetUnpublished(FunctionName).name),
  }),
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export const deleteFunctionConcurrency = lambdaAction({
  input: ONE,
  permissions: onFunction('lambda:DeleteFunctionConcurrency'),
  run: ({ FunctionName }, store) => {
    store.concurrency.release(store.mustGetUnpublished(FunctionName).name);
    return undefined;
  },
});
