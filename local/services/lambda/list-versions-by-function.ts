import { describeConfiguration } from './describe-configuration';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';

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
