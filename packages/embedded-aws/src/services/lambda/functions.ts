import { onAnything } from '../../authorization/permission';
import { describeConfiguration } from './describe-configuration';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';

/**
 * Omits the presigned link to the code.
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

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const getFunctionConfiguration = lambdaAction({
  input: FUNCTION_REFERENCE,
  permissions: onFunction('lambda:GetFunctionConfiguration'),
  run: ({ FunctionName, Qualifier }, store) => describeConfiguration(store.mustGet(FunctionName, Qualifier)),
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = lambdaAction({
  input: {
    // Functions have one version, so ALL and the default are the same.
    FunctionVersion: { type: 'string', enum: ['ALL'] },
    Marker: { type: 'string' },
    MaxItems: { type: 'integer', min: 1, max: 10_000 },
  },
  permissions: onAnything('lambda:ListFunctions'),
  run: ({ Marker = '', MaxItems = 50 }, store) => {
    const names = [...store.functions.keys()].sort().filter((name) => name > Marker);
    const page = names.slice(0, Math.min(MaxItems, 50));
    return {
      Functions: page.map((name) => describeConfiguration(store.mustGet(name))),
      ...(page.length < names.length && { NextMarker: page.at(-1) }),
    };
  },
});

/**
 * Lists `$LATEST`, the only version.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html
 */
export const listVersionsByFunction = lambdaAction({
  input: {
    FunctionName: FUNCTION_REFERENCE.FunctionName,
    // Always a single page.
    Marker: { type: 'string' },
    MaxItems: { type: 'integer', min: 1, max: 10_000 },
  },
  permissions: onFunction('lambda:ListVersionsByFunction'),
  run: ({ FunctionName }, store) => {
    const fn = store.mustGet(FunctionName);
    return { Versions: [{ ...describeConfiguration(fn), FunctionArn: `${fn.arn}:$LATEST` }] };
  },
});

/**
 * A running invocation completes; then its process ends.
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
