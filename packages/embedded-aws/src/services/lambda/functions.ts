import { onAnything } from '../../authorization/permission';
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

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const getFunctionConfiguration = lambdaAction({
  input: FUNCTION_REFERENCE,
  permissions: onFunction('lambda:GetFunctionConfiguration'),
  run: ({ FunctionName, Qualifier }, store) => describeConfiguration(store.mustGet(FunctionName, Qualifier)),
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = lambdaAction({
  input: {
    // A function has one version, so that ALL and the default list the same.
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
 * Lists `$LATEST`, the one version that functions have here.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html
 */
export const listVersionsByFunction = lambdaAction({
  input: {
    FunctionName: FUNCTION_REFERENCE.FunctionName,
    // One version is one page, however large.
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
