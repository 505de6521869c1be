import { AwsError } from '../../aws-error';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';

/**
 * Refused: invocations of type Event are tried three times, whatever a function would want.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
 */
export const putFunctionEventInvokeConfig = lambdaAction({
  input: {
    ...FUNCTION_REFERENCE,
    MaximumRetryAttempts: { type: 'integer' },
    MaximumEventAgeInSeconds: { type: 'integer' },
    DestinationConfig: { type: 'any' },
  },
  permissions: onFunction('lambda:PutFunctionEventInvokeConfig'),
  run: ({ FunctionName }) => {
    throw new AwsError(
      'InvalidParameterValueException',
      `PutFunctionEventInvokeConfig (of ${FunctionName}) is not built in the embedded AWS: ` +
        'an event that fails runs again after one and after two more minutes',
    );
  },
});
