import { AwsError } from '../../aws-error';
import { onAnything } from '../../authorization/permission';
import { describeConfiguration } from './describe-configuration';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';
import type { LambdaFunction } from './lambda-function';

/**
 * Omits the presigned link to the code.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export const getFunction = lambdaAction({
  input: FUNCTION_REFERENCE,
  permissions: onFunction('lambda:GetFunction'),
  run: ({ FunctionName, Qualifier }, store) => {
    const { fn, named } = store.mustFind(FunctionName, Qualifier);
    const reserved = store.concurrency.reservedFor(fn.name);
    return {
      Configuration: describeConfiguration(fn, named.arn),
      Code: { RepositoryType: 'S3' },
      Tags: fn.tags,
      ...(reserved !== undefined && { Concurrency: { ReservedConcurrentExecutions: reserved } }),
    };
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const getFunctionConfiguration = lambdaAction({
  input: FUNCTION_REFERENCE,
  permissions: onFunction('lambda:GetFunctionConfiguration'),
  run: ({ FunctionName, Qualifier }, store) => {
    const { fn, named } = store.mustFind(FunctionName, Qualifier);
    return describeConfiguration(fn, named.arn);
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = lambdaAction({
  input: {
    FunctionVersion: { type: 'string', enum: ['ALL'] },
    Marker: { type: 'string' },
    MaxItems: { type: 'integer', min: 1, max: 10_000 },
  },
  permissions: onAnything('lambda:ListFunctions'),
  run: ({ FunctionVersion, Marker = '', MaxItems = 50 }, store) => {
    const names = [...store.functions.keys()].sort().filter((name) => name > Marker);
    const page = names.slice(0, Math.min(MaxItems, 50));
    const versions = (name: string): LambdaFunction[] => [
      store.mustGet(name),
      ...(FunctionVersion === 'ALL' ? store.publicationsOf(name).versions.values() : []),
    ];
    return {
      Functions: page.flatMap(versions).map((fn) => describeConfiguration(fn)),
      ...(page.length < names.length && { NextMarker: page.at(-1) }),
    };
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
    const { fn, named } = store.mustFind(FunctionName, Qualifier);
    if (fn !== named)
      throw new AwsError(
        'InvalidParameterValueException',
        `DeleteFunction is for functions and versions; DeleteAlias deletes ${named.arn}`,
      );
    store.remove(fn);
    return undefined;
  },
});
